import assert from 'node:assert/strict';
import { type Crook, type CrookedGraph, refuse, startCrookedGraph } from './crooked-graph.testing.ts';

const leaves = '2026-12-31T00:00:00Z';
const ada = { '@odata.type': '#microsoft.graph.user', id: 'ada', userPrincipalName: 'ada@contoso.example' };

/** A group `staff`, or several: what the list of its members answers, and how many people it counts. */
const crookOf =
  (members: (path: string) => unknown, count: (path: string) => unknown = () => '1'): Crook =>
  (path) => {
    if (path === '/$batch') return { responses: [] };
    return path.endsWith('/$count') ? count(path) : members(path);
  };

describe('a reading of one group', () => {
  let graph: CrookedGraph | undefined;
  afterEach(() => graph?.close());

  const lists = (): readonly string[] => graph?.asked.filter((path) => path.includes('transitiveMembers?')) ?? [];

  it('finds the people again when the first list and its count were empty against expectation (case 48)', async () => {
    const list = [{ value: [] }, { value: [ada] }];
    const counts = ['0', '1'];
    graph = await startCrookedGraph(
      crookOf(
        () => list.shift(),
        () => counts.shift(),
      ),
    );
    const expected = new Map([['staff', 1]]);
    const { complete, people } = await graph.directory.readSnapshot(['staff'], { expected });
    assert.deepEqual([complete, people.length], [true, 1]);
  });

  it('is not complete where a nested group is hidden: nobody knows who is in it (case 36)', async () => {
    const hidden = { '@odata.type': '#microsoft.graph.group', id: 'hidden', displayName: null };
    const visible = { '@odata.type': '#microsoft.graph.group', id: 'sales', displayName: 'Sales' };
    graph = await startCrookedGraph(crookOf(() => ({ value: [hidden, ada, visible] })));
    const { complete, problems, people } = await graph.directory.readSnapshot(['staff']);
    const why = 'the members of 1 group(s) in it are hidden; leave these out or show their members';
    assert.deepEqual([complete, problems, people.length], [false, [`staff: ${why}.`], 1]);
    assert.equal(lists().length, 1);
  });

  it('keeps what the last row says of somebody who is listed twice (case 50)', async () => {
    const value = [
      { ...ada, jobTitle: 'Clerk' },
      { ...ada, jobTitle: 'Director' },
    ];
    graph = await startCrookedGraph(crookOf(() => ({ value })));
    const { complete, people } = await graph.directory.readSnapshot(['staff']);
    assert.deepEqual([complete, people.map(({ person }) => person.jobTitle)], [true, ['Director']]);
  });

  describe('with leave dates (case 25)', () => {
    const withDates = (path: string): boolean => path.includes('employeeLeaveDateTime');
    const read = async (groupIds: readonly string[], leaveDates: boolean, answer: unknown) => {
      graph = await startCrookedGraph(crookOf((path) => (withDates(path) ? answer : { value: [ada] })));
      const { complete, people } = await graph.directory.readSnapshot(groupIds, { leaveDates });
      const told = people.map(({ person }) => person.employeeLeaveDateTime);
      return { complete, leaves: told, asked: lists().map(withDates) };
    };
    const dated = { value: [{ ...ada, employeeLeaveDateTime: leaves }] };

    it('asks for them when they are wanted', async () => {
      assert.deepEqual(await read(['staff'], true, dated), { complete: true, leaves: [leaves], asked: [true] });
    });

    it('does not ask for them otherwise', async () => {
      assert.deepEqual(await read(['staff'], false, dated), { complete: true, leaves: [null], asked: [false] });
    });

    it('goes on without them once they are refused, and is complete', async () => {
      const groupIds = Array.from({ length: 12 }, (_, number) => `group ${number}`);
      const { complete, leaves: told, asked } = await read(groupIds, true, refuse(403, 'Forbidden'));
      assert.deepEqual([complete, told, asked.slice(-8)], [true, [null], Array(8).fill(false)]);
    });

    it('is lost as ever when the members themselves are refused (case 47)', async () => {
      graph = await startCrookedGraph(crookOf(() => refuse(403, 'Forbidden')));
      const { complete, problems } = await graph.directory.readSnapshot(['staff'], { leaveDates: true });
      assert.deepEqual([complete, problems.length, lists().length], [false, 1, 2]);
    });
  });
});
