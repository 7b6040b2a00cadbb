// Loaded into the process of Agents Playground before its own code.
import { Server } from 'node:net';

// It would listen on every network interface, and whoever reaches it speaks to the bot as anybody.
const { listen } = Server.prototype;
Server.prototype.listen = function listenOnThisMachine(port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};

// Its parent holds the other end of standard input, also when the parent is killed.
// Listening to it must not keep a process alive that failed to start.
process.stdin.on('end', () => process.exit()).unref();
process.stdin.resume();
