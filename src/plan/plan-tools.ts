/** What a plan needs and cannot have by itself, since nothing in this folder imports a package. */
export interface PlanTools {
  /** The same text for the same phone number, however it is written (case 15). */
  readonly phoneKey: (text: string) => string;
}

/** Numbers written in two ways are two numbers. */
export const plainTools: PlanTools = { phoneKey: (text) => text };

/** Asks once about each text. */
export const remembering = ({ phoneKey }: PlanTools): PlanTools => {
  const keys = new Map<string, string>();
  return {
    phoneKey: (text) => {
      const known = keys.get(text);
      if (known !== undefined) return known;
      const key = phoneKey(text);
      keys.set(text, key);
      return key;
    },
  };
};
