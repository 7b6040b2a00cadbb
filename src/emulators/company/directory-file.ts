import { z } from 'zod/v4';

const member = z.object({ '@odata.type': z.string().regex(/^#microsoft\.graph\./), id: z.string().min(1) });
const text = z.string().nullish();

/** Graph v1.0 users: the properties that the product reads are checked, all others pass as they are. */
const user = z.looseObject({
  id: z.string().min(1),
  displayName: text,
  givenName: text,
  surname: text,
  mail: text,
  userPrincipalName: text,
  jobTitle: text,
  department: text,
  companyName: text,
  officeLocation: text,
  mobilePhone: text,
  userType: text,
  accountEnabled: z.boolean().nullish(),
  businessPhones: z.array(z.string()).nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
});

const group = z.looseObject({
  id: z.string().min(1),
  displayName: text,
  description: text,
  securityEnabled: z.boolean().nullish(),
  groupTypes: z.array(z.string()).nullish(),
});

const event = z.object({
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
  type: z.string(),
  user: z.string(),
  department: z.string(),
  jobTitle: text,
});

/** The format of a `--directory` file. */
export const directoryFile = z.object({
  dataset: z.string().min(1),
  users: z.array(user),
  groups: z.array(group),
  members: z.record(z.string(), z.array(member)),
  managers: z.record(z.string(), z.string()).default({}),
  events: z.array(event).default([]),
});
