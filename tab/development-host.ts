const loopback = /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/;

/**
 * The origin of an emulated Teams that this page may trust besides the real one, or nothing.
 * The development entry point writes it into the page. It counts only when both it and the page itself are plain http
 * on this machine, so a production page has no further trusted origin whatever its mark-up says.
 */
export const findDevelopmentHosts = (marked: string, page: string): string[] =>
  loopback.test(marked) && loopback.test(page) ? [marked] : [];
