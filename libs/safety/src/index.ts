export { highestSeverity, severityRank, type Severity } from './severity';
export {
  categories,
  goodNews,
  isCategory,
  isLanguage,
  languages,
  type Assessment,
  type Category,
  type GroupSafetySettings,
  type GroupTheme,
  type Language,
  type Passage,
  type Signal,
} from './signal';
export { accountFor, type Account, type AccountedFinding } from './account-for';
export { advise, type Remark } from './advise';
export { assess } from './assess';
export { headProblems } from './head/head-for';
export { calibrate, probability, type Calibration } from './linear/calibration';
export { fitInSteps, marginOf, type LinearModel, type SparseRow } from './linear/logistic-regression';
export { featuresOfWord, featuresOfWords, type WordsInSentences } from './linear/text-features';
export { explain, explainCategory } from './explain';
export {
  climateComponents,
  type Climate,
  type ClimateComponent,
  type ClimatePoint,
  type ThreadPost,
  type ThreadReading,
} from './climate/components';
export { labelComponent, readThread } from './climate/read-thread';
export { RunningClimate, type ThreadState } from './climate/running-climate';
export { rulesFolder } from './rules/folder';
export type { LintFinding } from './lint/lint-finding';
export { lintRules } from './rules/lint-rules';
export { headFolder } from './head/head-for';
export { type HeadWeights, writeWeights } from './head/weights';
export { learnHead, type Compared, type LearnedHead } from './training/learn-head';
export { callOf, isCall } from './training/call-of';
export { headSentencesOf } from './training/head-sentences';
export { learnDrift, type ComparedThread, type LearnedDrift } from './training/learn-drift';
export { climateFile } from './climate/learned';
export { learnClimate, type LearnedClimate, type ThreadPath } from './training/learn-climate';
export { sentencesOf, threadsOf, type WrittenPart } from './training/sentences-of';
export { unseenKinds, type Unseen } from './training/unseen';
export type { Read } from './training/choose-raises';
export { withoutPersonalData, wordsOf } from './words-of';
