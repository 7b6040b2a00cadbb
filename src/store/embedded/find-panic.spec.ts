import assert from 'node:assert/strict';
import { makePanicFinder } from './find-panic.ts';

const message = (type: string, body: string): Buffer => {
  const header = Buffer.alloc(5, type);
  header.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([header, Buffer.from(body, 'latin1')]);
};

const row = message('D', 'SPANIC\0');
const error = message('E', 'SERROR\0VERROR\0MSPANIC\0\0');
const panic = message('E', 'SPANIC\0VPANIC\0Mno disk\0\0');
const bytesOf = (all: Buffer): readonly Buffer[] => [...all].map((_, index) => all.subarray(index, index + 1));

describe("The engine's answers", () => {
  it('hold no panic in rows and errors that only speak of one', () => {
    const find = makePanicFinder();
    assert.deepEqual([row, error, row].map(find), [false, false, false]);
  });

  it('hold a panic wherever it stands', () => {
    assert.equal(makePanicFinder()(Buffer.concat([row, error, panic, row])), true);
  });

  it('hold a panic that comes byte by byte', () => {
    const answers = bytesOf(Buffer.concat([row, panic])).map(makePanicFinder());
    assert.deepEqual(
      [answers.indexOf(true), answers.lastIndexOf(true)],
      [row.length + panic.length - 1, answers.length - 1],
    );
  });
});
