import 'server-only'
import { cleanAuditLog } from '../audit/clean'
import { cleanSharedFailures } from '../guessing/clean'
import { cleanLinks } from '../links/clean'
import { checkRobotCounts } from '../robots/check-counts'
import { checkRobotTexts } from '../robots/check-texts'
import { cleanSecrets } from '../robots/clean-secrets'
import { cleanUsage } from '../usage/clean'
import { cleanSessions } from '../users/clean-sessions'
import { cleanOutbox } from './clean-outbox'
import type { Job } from './job'

const minuteMs = 60_000

/** All that is done without anybody asking for it. A name is the key of the job's lease: it stays as it is. */
export const jobTable: readonly Job[] = [
  { name: 'session-clean-up', when: { everyMs: 10 * minuteMs }, run: cleanSessions },
  { name: 'usage-retention', when: { everyMs: 60 * minuteMs }, run: cleanUsage },
  { name: 'audit-retention', when: { dailyAt: '03:10' }, run: cleanAuditLog },
  { name: 'robot-count-check', when: { dailyAt: '03:40' }, run: checkRobotCounts },
  { name: 'robot-text-check', when: { dailyAt: '03:50' }, run: checkRobotTexts },
  { name: 'link-clean-up', when: { everyMs: 10 * minuteMs }, run: cleanLinks },
  { name: 'secret-clean-up', when: { everyMs: 60 * minuteMs }, run: cleanSecrets },
  { name: 'failure-clean-up', when: { everyMs: 10 * minuteMs }, run: cleanSharedFailures },
  { name: 'outbox-clean-up', when: { everyMs: 10 * minuteMs }, run: cleanOutbox },
]
