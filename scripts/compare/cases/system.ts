import type { Case } from '../case'
import { of } from './of'

const [configurations, log, ping] = [of('updateConfigurations'), of('listAuditLogExts'), of('getPing')]

const times = [
  '[2020-01-01~2099-01-01]',
  '[2020-01-01 00:00:00~2099-01-01 00:00:00]',
  '[2020-01-01T00:00:00~]',
  '[~2099-01-01T00:00:00Z]',
]

/** Of the settings nothing is changed: what would be a change is refused by both, or is none. */
export const systemCases: Case[] = [
  configurations.good('PUT /configurations', { body: {} }),
  configurations.good('PUT /configurations', { body: { nosuchkey: 1 } }),
  ...[
    { robot_token_duration: 0 },
    { session_timeout: -1 },
    { token_expiration: 10_000_000_000 },
    { robot_name_prefix: ' ' },
    { storage_per_project: 0 },
    { project_creation_restriction: 'x' },
    { robot_token_duration: '7' },
    { robot_token_duration: 1.5 },
    { read_only: 'x' },
  ].map((body) => configurations.bad('PUT /configurations', { body })),
  configurations.bad('PUT /configurations', { as: 'systemRobot', body: { robot_token_duration: 0 } }),
  ...times.map((range) =>
    log.good(`GET /auditlog-exts?q=${encodeURIComponent(encodeURIComponent(`op_time=${range}`))}`, { detail: 'kind' }),
  ),
  log.bad('GET /auditlog-exts?q=op_time%3D%5B~%5D', { detail: 'kind' }),
  ping.bad('POST /ping', { body: {} }),
  ping.bad('GET /nosuchpath'),
  of('login').bad('POST //c/login', {
    as: 'anonymous',
    differs: 'csrf-by-session',
    body: 'principal={prefix}-nobody&password=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
]
