import type { Job } from '../../scheduler/job.ts';
import type { Watch } from '../watch.ts';
import { certificateExpiringWatch } from './certificate-expiring.ts';
import { deliveryFailingWatch } from './delivery-failing.ts';
import { deliveryNotShownWatch, proposalDeadlineWatch } from './funding.ts';
import { gapDeadlineWatch } from './gap-deadline.ts';
import { jobFailedWatch, jobLateWatch } from './jobs.ts';
import { networkDownWatch } from './network-down.ts';
import { nothingReceivedWatch } from './nothing-received.ts';
import { promisePassedWatch } from './promise-passed.ts';
import { reportDraftWatch, reportSubmittedWatch } from './reports.ts';
import { taskDueSoonWatch, taskMovedWatch, taskOverdueWatch, taskUnconfirmedWatch } from './tasks.ts';
import { valueQuestionedWatch } from './value-questioned.ts';

/** Every watch there is. `jobs` is asked when it is looked, since one of the jobs looks. */
export function allWatches(jobs: () => readonly Job[]): Watch[] {
  return [
    gapDeadlineWatch,
    valueQuestionedWatch,
    certificateExpiringWatch,
    networkDownWatch,
    nothingReceivedWatch,
    reportDraftWatch,
    reportSubmittedWatch,
    jobFailedWatch,
    jobLateWatch(jobs),
    deliveryFailingWatch,
    proposalDeadlineWatch,
    deliveryNotShownWatch,
    taskDueSoonWatch,
    taskOverdueWatch,
    taskUnconfirmedWatch,
    taskMovedWatch,
    // Last: work that another has just found done is no promise broken.
    promisePassedWatch,
  ];
}
