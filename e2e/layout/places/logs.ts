import { pressAt } from '../hand'
import { page, inProject, logs, type Place } from './place'

export const logPlaces: Place[] = [
  page('logs', logs),
  page('logs: none found', inProject('logs?actor=zzz')),
  page('logs: event', logs, pressAt('.log-details-button')),
  page('all logs', '/administration/logs'),
  page('all logs: none found', '/administration/logs?actor=zzz'),
]
