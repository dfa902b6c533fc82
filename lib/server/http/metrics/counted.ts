import 'server-only'
import { jobTable } from '../../jobs/table'
import { noRuns, numbers, type Table } from '../../metrics/numbers'
import type { Metric, Sample } from './metric'

/** What this process has counted since it started. docs/manual/metrics.md describes each. */
export const counted: readonly Metric[] = [
  {
    name: 'robot_console_http_requests_total',
    help: 'Requests that were answered, or broken off by the client.',
    type: 'counter',
    labels: ['door', 'status'],
    samples: () => byTwo(numbers().requests),
  },
  {
    name: 'robot_console_http_request_duration_seconds',
    help: 'From the head of a request to the end of its answer.',
    type: 'histogram',
    labels: ['door'],
    samples: () => byOne(numbers().requestSeconds),
  },
  {
    name: 'robot_console_tokens_total',
    help: 'What came of asking for a registry token, and why.',
    type: 'counter',
    labels: ['result', 'reason'],
    samples: () => byTwo(numbers().tokens as Table),
  },
  {
    name: 'robot_console_token_duration_seconds',
    help: 'How long it took to decide on a registry token.',
    type: 'histogram',
    labels: ['result'],
    samples: () => byOne(numbers().tokenSeconds),
  },
  {
    name: 'robot_console_sign_ins_total',
    help: 'Checks of a name and a secret, at whatever door, by the kind of the secret.',
    type: 'counter',
    labels: ['kind', 'result'],
    samples: () => byTwo(numbers().signIns),
  },
  {
    name: 'robot_console_hot_batch_size',
    help: 'Questions to the database that were answered together.',
    type: 'histogram',
    samples: () => [[numbers().hotBatches]],
  },
  {
    name: 'robot_console_slow_hash_wait_seconds',
    help: 'How long a slow hash (argon2id) waited for its turn.',
    type: 'histogram',
    samples: () => [[numbers().slowHashWaits]],
  },
  {
    name: 'robot_console_slow_hashes_turned_away_total',
    help: 'Slow hashes that were refused because too many waited.',
    type: 'counter',
    samples: () => [[numbers().slowHashesTurnedAway]],
  },
  {
    name: 'robot_console_job_runs_total',
    help: 'Runs of jobs by this process, and how they ended.',
    type: 'counter',
    labels: ['job_name', 'outcome'],
    samples: () => byTwo(Object.fromEntries(jobTable.map(({ name }) => [name, numbers().jobRuns[name] ?? noRuns()]))),
  },
  {
    name: 'robot_console_database_unavailable_total',
    help: 'Answers that were 503 because the database did not answer.',
    type: 'counter',
    labels: ['door'],
    samples: () => byOne(numbers().outages),
  },
  {
    name: 'robot_console_changes_total',
    help: 'Changes that were saved, and attempts at one that were refused, by the operation of the audit log.',
    type: 'counter',
    labels: ['operation', 'result'],
    samples: () => byTwo(numbers().changes),
  },
]

const byOne = <Value>(values: Record<string, Value>): Sample<Value>[] =>
  Object.entries(values).map(([text, value]) => [value, text])

const byTwo = (table: Table): Sample[] =>
  Object.entries(table).flatMap(([first, row]) =>
    Object.entries(row).map(([second, value]) => [value, first, second] as const),
  )
