/** What an error boundary gets instead of an error's text: the database did not answer, so trying again will help. */
export const outageDigest = 'database-unavailable'
