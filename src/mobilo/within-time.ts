/** The work took longer than it may. */
export class TimeIsUp extends Error {}

/**
 * What `work` gives, or TimeIsUp after `milliseconds`. The signal tells the work to stop; it is not waited for, because a
 * request can be collected as garbage together with its signal and then never ends.
 */
export const withinTime = async <T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new TimeIsUp(`No answer within ${milliseconds} ms.`);
      controller.abort(error);
      reject(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
};
