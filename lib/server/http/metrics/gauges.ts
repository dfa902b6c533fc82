import 'server-only'
import { readFileSync } from 'node:fs'
import { sharedFailuresState } from '../../guessing/shared-failures'
import { waitingDenials } from '../../rights/record-denial'
import { waitingHashes } from '../../secrets/stored-secret'
import { openPools, poolUses } from '../../store/postgres-pool'
import { waitingUses } from '../../usage/note-use'
import type { DatabaseNumbers } from './database-numbers'
import type { Metric, Sample } from './metric'

/** Which of the two programs this process is. */
export type Program = 'console' | 'tokens'

/** How this process stands at the moment. */
export const processGauges = (program: Program, built = version()): readonly Metric[] => [
  {
    name: 'robot_console_build_info',
    help: 'Always 1: the version of this process, of its Node, and which program it is.',
    type: 'gauge',
    labels: ['version', 'node', 'door'],
    samples: () => [[1, built, process.versions.node, program]],
  },
  {
    name: 'robot_console_slow_hashes_waiting',
    help: 'Slow hashes (argon2id) that wait for their turn.',
    type: 'gauge',
    samples: () => [[waitingHashes()]],
  },
  {
    name: 'robot_console_queue_length',
    help: 'What waits in memory to be written: robots whose use is not written yet, and refused attempts.',
    type: 'gauge',
    labels: ['queue'],
    samples: () => [
      [waitingUses(), 'uses'],
      [waitingDenials(), 'denials'],
    ],
  },
  {
    name: 'robot_console_database_connections',
    help: 'Connections to PostgreSQL, and who waits for one. None on SQLite.',
    type: 'gauge',
    labels: ['pool', 'state'],
    samples: poolSamples,
  },
  {
    name: 'robot_console_shared_failures_up',
    help: '1 while failures are counted as they should be: together with the other replicas, or alone on SQLite.',
    type: 'gauge',
    samples: () => [[Number(sharedFailuresState().isUp)]],
  },
  {
    name: 'robot_console_shared_failures_errors_total',
    help: 'How often counting failures together did not work, so that this process counted alone.',
    type: 'counter',
    samples: () => [[sharedFailuresState().errors]],
  },
]

/** As the manual's page about this server tells it. */
const version = (): string => (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version

function poolSamples(): Sample[] {
  const pools = openPools()
  // All of them, though one is opened at its first use: a series that comes later would look like a process that began.
  return (pools.length === 0 ? [] : poolUses).flatMap((use) => {
    const same = pools.filter((each) => each.use === use).map(({ pool }) => pool)
    const sum = (of: 'totalCount' | 'idleCount' | 'waitingCount') => same.reduce((all, pool) => all + pool[of], 0)
    return [
      [sum('totalCount'), use, 'total'],
      [sum('idleCount'), use, 'idle'],
      [sum('waitingCount'), use, 'waiting'],
    ] satisfies Sample[]
  })
}

/** What the database says; of one that does not answer only that. `latest` is what was read for this scrape. */
export function databaseGauges(latest: () => DatabaseNumbers): readonly Metric[] {
  const told = (samples: (of: NonNullable<DatabaseNumbers['told']>) => Sample[]) => () => {
    const { told: of } = latest()
    return of ? samples(of) : []
  }
  return [
    {
      name: 'robot_console_database_up',
      help: '1 if the database answered when it was last asked.',
      type: 'gauge',
      samples: () => [[Number(latest().isUp)]],
    },
    {
      name: 'robot_console_robots',
      help: 'Robot accounts.',
      type: 'gauge',
      labels: ['state'],
      samples: told(({ enabled, disabled }) => [
        [enabled, 'enabled'],
        [disabled, 'disabled'],
      ]),
    },
    {
      name: 'robot_console_robots_expiring',
      help: 'Robot accounts that have expired, or will within that time.',
      type: 'gauge',
      labels: ['within'],
      samples: told(({ expiring }) => Object.entries(expiring).map(([within, count]) => [count, within])),
    },
    {
      name: 'robot_console_rotations_pending',
      help: 'Older secrets that still sign in beside their successor.',
      type: 'gauge',
      samples: told(({ rotations }) => [[rotations]]),
    },
    {
      name: 'robot_console_rotations_oldest_age_seconds',
      help: 'How long ago the first of these secrets got its successor; 0 without any.',
      type: 'gauge',
      samples: told(({ rotationAge }) => [[rotationAge]]),
    },
    {
      name: 'robot_console_outbox_rows',
      help: 'Events that are kept for whoever reads them.',
      type: 'gauge',
      samples: told(({ outboxRows }) => [[outboxRows]]),
    },
    {
      name: 'robot_console_outbox_oldest_age_seconds',
      help: 'How old the oldest of these events is; 0 without any.',
      type: 'gauge',
      samples: told(({ outboxAge }) => [[outboxAge]]),
    },
    {
      name: 'robot_console_job_last_done_timestamp_seconds',
      help: 'When the last run of a job that is done, by whatever process, was due.',
      type: 'gauge',
      labels: ['job_name'],
      samples: told(({ lastDone }) => lastDone.map(([job, at]) => [at, job])),
    },
  ]
}
