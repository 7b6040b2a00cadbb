declare module 'fs-native-extensions' {
  /** A lock of the operating system on an open file; the kernel gives it back when the process ends, however it ends. */
  export const tryLock: (descriptor: number) => boolean;
}
