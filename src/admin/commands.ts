import type { Command } from './command.ts';
import { agencyEnd, agencyList, agencySet } from './commands/agency.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { boundariesImport } from './commands/boundaries-import.ts';
import { boundariesRemove } from './commands/boundaries-remove.ts';
import { calendarSet } from './commands/calendar-set.ts';
import { calendarUnset } from './commands/calendar-unset.ts';
import { channelList } from './commands/channel-list.ts';
import { channelRate, channelResume, channelSet } from './commands/channel-set.ts';
import { conditionSet } from './commands/condition-set.ts';
import { contactsImport } from './commands/contacts-import.ts';
import { contactsList } from './commands/contacts-list.ts';
import { contactsRemove } from './commands/contacts-remove.ts';
import { criteriaList, criteriaSet } from './commands/criteria.ts';
import { digestList } from './commands/digest-list.ts';
import { digestSet } from './commands/digest-set.ts';
import {
  documentDiscard,
  documentDraft,
  documentFile,
  documentIssue,
  documentList,
  documentRefresh,
} from './commands/document.ts';
import { exceptionOpen } from './commands/exception-open.ts';
import { exchangeImport, exchangeList, exchangeSet } from './commands/exchange.ts';
import {
  fundingItemList,
  fundingItemRemove,
  fundingItemSet,
  priceAdd,
  priceList,
} from './commands/funding.ts';
import { indicatorEnd } from './commands/indicator-end.ts';
import { indicatorSet } from './commands/indicator-set.ts';
import { jobRun } from './commands/job-run.ts';
import { ladderList } from './commands/ladder-list.ts';
import { ladderSet } from './commands/ladder-set.ts';
import { localityCreate } from './commands/locality-create.ts';
import { localityEnd } from './commands/locality-end.ts';
import { localityImport } from './commands/locality-import.ts';
import { localityRename } from './commands/locality-rename.ts';
import { markQuestion, markVerify } from './commands/mark.ts';
import { notApplicableEnd, notApplicableList, notApplicableSet } from './commands/not-applicable.ts';
import { openDataList, openDataSet } from './commands/open-data.ts';
import { peopleImport } from './commands/people-import.ts';
import { peopleInvite, peopleRollout } from './commands/people-invite.ts';
import { planExamples, planImport } from './commands/plan-import.ts';
import { preferenceSet, preferenceShow } from './commands/preference.ts';
import { programmeCreate } from './commands/programme-create.ts';
import { programmeList } from './commands/programme-list.ts';
import { programmeSet } from './commands/programme-set.ts';
import { reminderSend } from './commands/reminder-send.ts';
import {
  reportApprove,
  reportCorrect,
  reportDraft,
  reportFile,
  reportList,
  reportReturn,
  reportSubmit,
} from './commands/report.ts';
import { reportSchedule, reportSchedules } from './commands/report-schedule.ts';
import {
  reportLayoutCommand,
  templateAdd,
  templateBuiltIn,
  templateList,
  templateUse,
} from './commands/report-template.ts';
import { requirementSet } from './commands/requirement-set.ts';
import { reviewSet } from './commands/review-set.ts';
import { secretKeyAccept, secretKeyRotate } from './commands/secret-key.ts';
import { targetEnd, targetList, targetSeed, targetSet } from './commands/target.ts';
import { tokenCreate } from './commands/token-create.ts';
import { tokenList } from './commands/token-list.ts';
import { tokenRevoke } from './commands/token-revoke.ts';
import { userCreate } from './commands/user-create.ts';
import { userDisable, userEnable } from './commands/user-disable.ts';
import { userList } from './commands/user-list.ts';
import { userReset } from './commands/user-reset.ts';
import { userSet } from './commands/user-set.ts';
import { webhookCreate, webhookDisable, webhookList, webhookRotate } from './commands/webhook.ts';

/** Every command of the operator's shell, as the help lists them. */
export const COMMANDS: readonly Command[] = [
  tokenCreate,
  tokenList,
  tokenRevoke,
  userCreate,
  userList,
  userSet,
  userReset,
  userDisable,
  userEnable,
  peopleImport,
  peopleInvite,
  peopleRollout,
  reminderSend,
  jobRun,
  planImport,
  planExamples,
  programmeCreate,
  programmeList,
  programmeSet,
  ladderList,
  ladderSet,
  contactsImport,
  contactsList,
  contactsRemove,
  preferenceSet,
  preferenceShow,
  digestList,
  digestSet,
  reportList,
  reportDraft,
  reportSubmit,
  reportApprove,
  reportReturn,
  reportCorrect,
  reportFile,
  reportSchedules,
  reportSchedule,
  documentList,
  documentDraft,
  documentRefresh,
  documentIssue,
  documentDiscard,
  documentFile,
  reportLayoutCommand,
  templateList,
  templateAdd,
  templateUse,
  templateBuiltIn,
  boundariesImport,
  boundariesRemove,
  localityCreate,
  localityImport,
  localityRename,
  localityEnd,
  calendarSet,
  calendarUnset,
  agencySet,
  agencyEnd,
  agencyList,
  targetSet,
  targetEnd,
  targetList,
  targetSeed,
  criteriaSet,
  criteriaList,
  fundingItemSet,
  fundingItemRemove,
  fundingItemList,
  priceAdd,
  priceList,
  conditionSet,
  indicatorSet,
  indicatorEnd,
  requirementSet,
  notApplicableSet,
  notApplicableEnd,
  notApplicableList,
  exceptionOpen,
  exchangeSet,
  exchangeImport,
  exchangeList,
  openDataSet,
  openDataList,
  markQuestion,
  markVerify,
  reviewSet,
  channelList,
  channelSet,
  channelRate,
  channelResume,
  webhookCreate,
  webhookList,
  webhookRotate,
  webhookDisable,
  secretKeyRotate,
  secretKeyAccept,
  auditVerify,
];
