import type { Group, User } from '@microsoft/microsoft-graph-types';
import type { DirectoryData } from '../world.ts';
import { makeObjectId } from './object-id.ts';

/** One entry of a group's list of members. */
export type Member = DirectoryData['members'][string][number];

export const userMember = (user: User): Member => ({ '@odata.type': '#microsoft.graph.user', id: user.id ?? '' });

export const groupMember = (group: Group): Member => ({ '@odata.type': '#microsoft.graph.group', id: group.id ?? '' });

/** A computer in a group: to be ignored by whoever reads people (case 37). */
export const deviceMember: Member = { '@odata.type': '#microsoft.graph.device', id: makeObjectId('device/reception') };

/** An external contact in a group (case 37). */
export const contactMember: Member = {
  '@odata.type': '#microsoft.graph.orgContact',
  id: makeObjectId('contact/printer'),
};
