import 'server-only'

/** A LIKE pattern (with ESCAPE '\') that finds `text` anywhere, its `%` and `_` taken as they are. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
