import assert from 'node:assert/strict';
import { SyncError } from '../errors.ts';

/** The error that a call ends with. */
export const faultOf = async (call: Promise<unknown>): Promise<SyncError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof SyncError) return error;
    throw error;
  }
  return assert.fail('The call should have failed.');
};
