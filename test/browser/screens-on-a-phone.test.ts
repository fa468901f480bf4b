import { lookAtScreens } from './screens';

lookAtScreens('phone');
