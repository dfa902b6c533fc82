import 'server-only'

/**
 * Whether a client of an API asks: a path that is none is told to it in Harbor's words, since a page would puzzle it.
 * `/v2/` is where a registry would be.
 */
export const isApiPath = (path: string): boolean => /^\/(api\/(?!auth\/)|c\/|v2(\/|$))/.test(path)
