// A worker thread does not inherit the loader that makes Node 20 read TypeScript: begin with that.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
