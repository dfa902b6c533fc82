import 'server-only'

/** TODO escape */
export const likePattern = (text: string): string => text
