import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';

/**
 * A database fault that may be logged: its code, and the table and constraint it is about. The original quotes the
 * values of the statement, names and addresses among them (case 81). Other faults stay as they are.
 */
export const plainFault = (fault: unknown): unknown => {
  if (fault instanceof DrizzleQueryError) return plainFault(fault.cause);
  if (!(fault instanceof pg.DatabaseError)) return fault;
  const { code, table, constraint, stack = '' } = fault;
  const plain = new Error(`The database refused a statement: ${[code, table, constraint].filter(Boolean).join(' ')}`);
  plain.stack = `${plain.message}\n${stack
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n')}`;
  return plain;
};
