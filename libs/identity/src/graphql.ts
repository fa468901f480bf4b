export { ViewerView, SessionView, OneTimeCodeSetupView, viewViewer } from './graphql/viewer-view';
export { replyOf, openSession } from './graphql/identity.resolver';
