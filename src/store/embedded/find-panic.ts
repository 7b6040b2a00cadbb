const errorResponse = 'E'.charCodeAt(0);
const headerLength = 5;

/**
 * Reads what the engine answers, piece by piece: messages of a type, a length and a body. True when one of them is an
 * error of the severity PANIC, after which the engine answers nothing else any more.
 */
export const makePanicFinder = (): ((piece: Uint8Array) => boolean) => {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    let panicked = false;
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= headerLength) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) break;
      if (rest[0] === errorResponse && rest.toString('latin1', headerLength, end).startsWith('SPANIC\0'))
        panicked = true;
      rest = rest.subarray(end);
    }
    return panicked;
  };
};
