import { lookAtScreens } from './screens';

lookAtScreens('desk');
