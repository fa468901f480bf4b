export { ExposureModule } from './exposure.module';
export { ForgetExposure } from './use-cases/forget-exposure';
