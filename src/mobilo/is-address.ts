/** Whether Mobilo could have an account at this address: it refuses to look for anything of another form. */
export const isAddress = (text: string): boolean => text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text);
