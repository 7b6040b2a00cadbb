/** What the Bot Connector's errors mean to us. */
const read = (error: unknown): { readonly status: number; readonly code: string } => {
  const { statusCode, code, body } = Object(error) as { statusCode?: unknown; code?: unknown; body?: unknown };
  const inner = (Object(body) as { error?: { code?: unknown } }).error?.code ?? code;
  return { status: Number(statusCode ?? 0), code: String(inner ?? '') };
};

const closedDoors = [
  'BotNotInConversationRoster',
  'ConversationNotFound',
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
];

/** The bot may not speak there any more: it was removed, or the chat is gone. */
export const isConversationGone = (error: unknown): boolean => closedDoors.includes(read(error).code);

/** The message that was to be changed is gone. */
export const isMessageGone = (error: unknown): boolean => {
  const { status, code } = read(error);
  return !isConversationGone(error) && (status === 404 || code === 'ActivityNotFoundInConversation');
};

/** It was too much at once, or somebody changed the conversation at the same time; later it may work. */
export const isToldToWait = (error: unknown): boolean => [412, 429].includes(read(error).status);
