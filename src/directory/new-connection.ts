/** What undici, on which Node's fetch is built, calls a dispatcher: a pool of connections. */
interface Connections {
  destroy(): Promise<void>;
}

/** Where undici keeps the pool that fetch uses. Node exports neither the pool nor its class. */
const commonPool = Symbol.for('undici.globalDispatcher.1');

/** Sends one request on a connection of its own, since the known ones may lead to a server that is out of order (case 44). */
export const onNewConnection = async <T>(send: (options: object) => Promise<T>): Promise<T> => {
  const common: object | undefined = Reflect.get(globalThis, commonPool);
  if (!common) return send({});
  const dispatcher: Connections = Reflect.construct(common.constructor as new () => Connections, []);
  try {
    return await send({ dispatcher });
  } finally {
    await dispatcher.destroy();
  }
};
