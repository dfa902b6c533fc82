import 'server-only'
import { LeakyBuckets, type Limit } from './leaky-buckets'
import { SharedFailures } from './shared-failures'

/** A limit by key: what this process counts at once, and what all processes do together. */
export type FailureBuckets = { here: LeakyBuckets; everywhere: SharedFailures }

/** `name` tells these counts from others in the database, and stays as it is. */
export const failureBuckets = (name: string, limit: Limit): FailureBuckets => ({
  here: new LeakyBuckets(limit),
  everywhere: new SharedFailures(name, limit),
})
