/** Every operation of /api/v1: its path, who may call it, and the shapes that go in and out. */
import type * as z from 'zod/v4';
import type { Role } from '../../src/approval.ts';
import * as plans from './schemas/plans.ts';
import * as queries from './schemas/queries.ts';
import * as rows from './schemas/rows.ts';
import * as tenant from './schemas/tenant.ts';
import * as why from './schemas/why.ts';

export interface Operation {
  readonly method: 'get' | 'post' | 'put';
  /** Express path under /api/v1. */
  readonly path: string;
  readonly summary: string;
  /** The least role. Colleagues may read what is going on. */
  readonly role: Role;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly status: 200 | 202;
  readonly answer: z.ZodType;
}

export const operations = {
  readMe: {
    method: 'get',
    path: '/me',
    summary: 'Who am I here, and is everything connected (R1)',
    role: 'colleague',
    status: 200,
    answer: tenant.me,
  },
  readCredits: {
    method: 'get',
    path: '/credits',
    summary: 'Every credit pool (R5, R6)',
    role: 'approver',
    status: 200,
    answer: tenant.credits,
  },
  readCatalog: {
    method: 'get',
    path: '/catalog',
    summary: 'What can be ordered',
    role: 'approver',
    status: 200,
    answer: tenant.catalog,
  },
  readGroups: {
    method: 'get',
    path: '/groups',
    summary: 'Security groups (R10, R11)',
    role: 'administrator',
    query: queries.groupQuery,
    status: 200,
    answer: tenant.groupList,
  },
  readPendingPlan: {
    method: 'get',
    path: '/plans/pending',
    summary: 'The plan that waits for a decision',
    role: 'colleague',
    status: 200,
    answer: plans.optionalPlan,
  },
  readLatestPlan: {
    method: 'get',
    path: '/plans/latest',
    summary: 'The newest plan in any state',
    role: 'colleague',
    status: 200,
    answer: plans.optionalPlan,
  },
  requestPlan: {
    method: 'post',
    path: '/plans',
    summary: 'Ask for a new plan; a job makes it',
    role: 'approver',
    status: 202,
    answer: tenant.accepted,
  },
  readPlan: {
    method: 'get',
    path: '/plans/:planId',
    summary: 'One plan without its rows',
    role: 'colleague',
    params: queries.planParams,
    status: 200,
    answer: plans.plan,
  },
  readRows: {
    method: 'get',
    path: '/plans/:planId/rows',
    summary: 'A page of the rows of a plan',
    role: 'colleague',
    params: queries.planParams,
    query: queries.rowQuery,
    status: 200,
    answer: rows.rowPage,
  },
  readStalePlan: {
    method: 'get',
    path: '/plans/:planId/stale',
    summary: 'What of a plan is the same in the one that waits now, and what moved',
    role: 'approver',
    params: queries.planParams,
    status: 200,
    answer: plans.stale,
  },
  approvePlan: {
    method: 'post',
    path: '/plans/:planId/approve',
    summary: 'Approve the selected changes; a job applies them',
    role: 'approver',
    params: queries.planParams,
    body: plans.approveBody,
    status: 202,
    answer: plans.plan,
  },
  rejectPlan: {
    method: 'post',
    path: '/plans/:planId/reject',
    summary: 'Reject the plan',
    role: 'approver',
    params: queries.planParams,
    body: plans.rejectBody,
    status: 200,
    answer: plans.plan,
  },
  resumeRun: {
    method: 'post',
    path: '/plans/:planId/resume',
    summary: 'Go on with a run that stopped',
    role: 'approver',
    params: queries.planParams,
    status: 202,
    answer: plans.plan,
  },
  readReceipt: {
    method: 'get',
    path: '/plans/:planId/receipt',
    summary: 'What became of an approved plan (R27)',
    role: 'colleague',
    params: queries.planParams,
    status: 200,
    answer: plans.receipt,
  },
  readAudit: {
    method: 'get',
    path: '/audit',
    summary: 'The audit trail, newest first',
    role: 'approver',
    query: queries.auditQuery,
    status: 200,
    answer: tenant.auditPage,
  },
  readSettings: {
    method: 'get',
    path: '/settings',
    summary: 'The settings of this tenant',
    role: 'approver',
    status: 200,
    answer: tenant.settings,
  },
  saveSettings: {
    method: 'put',
    path: '/settings',
    summary: 'Save the settings of this tenant',
    role: 'administrator',
    body: tenant.settings,
    status: 200,
    answer: tenant.settings,
  },
  previewMapping: {
    method: 'post',
    path: '/mapping/preview',
    summary: 'What a mapping would give a few people in scope, or one; nothing is saved',
    role: 'administrator',
    body: tenant.previewBody,
    status: 200,
    answer: tenant.mappingPreview,
  },
  connectMobilo: {
    method: 'post',
    path: '/mobilo/connect',
    summary: 'Where to sign in at Mobilo (R2)',
    role: 'colleague',
    status: 200,
    answer: tenant.connectStart,
  },
  explainPerson: {
    method: 'get',
    path: '/people/why',
    summary: 'What would be done with one person, and on what evidence; colleagues ask about themselves only',
    role: 'colleague',
    query: queries.whyQuery,
    status: 200,
    answer: why.explanation,
  },
  checkPerson: {
    method: 'post',
    path: '/people/:personId/check',
    summary: 'Ask for a new plan on account of one person; a job makes it',
    role: 'approver',
    params: queries.personParams,
    status: 202,
    answer: tenant.accepted,
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
