export * from './access-token';
export * from './aggregates';
export * from './answers';
export {
  eventReaders,
  factReaders,
  leaders,
  scheduledJobs,
  webhookReaders,
  type EventReader,
  type FactReader,
  type LeaderWork,
  type WebhookReader,
} from './background';
export * from './checkpoints';
export * from './config';
export * from './database';
export { eraseWords, withoutWords, type WrittenFields } from './erase-words';
export * from './due-work';
export * from './every';
export * from './fact-publisher';
export * from './facts-out';
export { filesConfig, filesOf, filesSettings, requireOnePlace, type FilesConfig } from './files-settings';
export * from './handled-commands';
export * from './health';
export * from './jobs-requests';
export * from './keep-doing';
export * from './keys';
export * from './leadership';
export * from './leading-follower';
export * from './local-database';
export * from './logging';
export * from './migrations';
export * from './misspelt-settings';
export * from './pages';
export * from './process-guard';
export * from './run-service';
export * from './run-together';
export * from './scheduled-jobs';
export { isSecretSetting } from './described-settings';
export * from './sealed-settings';
export * from './sealer';
export * from './service';
export * from './setting-kinds';
export * from './setting-effects';
export * from './settings-bucket';
export * from './settings-in-force';
export type { SettingsContract } from './settings-requests';
export * from './site-directory';
export * from './start-failure';
export * from './stored-settings';
export * from './telemetry';
export * from './tokens';
export * from './transaction';
export * from './work-queue';
