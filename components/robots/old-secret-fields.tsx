'use client'

import { useState } from 'react'
import { useTimeZone } from 'next-intl'
import { endOf, typedEnd } from '@/lib/domain/old-secret-form'
import type { RobotRow } from '@/lib/domain/robot-row'
import { EndFields } from './end-fields'
import { OverlapNote } from './overlap-note'
import { useServerNow } from './server-now'
import { WhatBreaks } from './what-breaks'
import { WhichEndsField, type WhichEnds } from './which-ends-field'

const kinds = ['at-once', 'after-first-use', 'at'] as const

/** What becomes of a robot's old secret, as it is being chosen. `hours`: what the form begins with, 0 = it stops at once. */
export function useOldSecret(hours: number) {
  const timeZone = useTimeZone() ?? 'UTC'
  const now = new Date(useServerNow())
  const [typed, setTyped] = useState(() => typedEnd(hours))
  const [ends, setEnds] = useState<WhichEnds | null>(null)
  const result = endOf(typed, now, timeZone)
  return {
    ...{ typed, setTyped, ends, setEnds },
    end: 'end' in result ? result.end : null,
    fault: 'fault' in result ? result.fault : undefined,
  }
}

type OldSecretFieldsProps = {
  robot: RobotRow
  tokenMinutes: number
  old: ReturnType<typeof useOldSecret>
  areTwoLive: boolean
  /** Whether one of these two has to make room. */
  asksWhich: boolean
}

/** Asks it, and says what the choice means. */
export function OldSecretFields({ robot, tokenMinutes, old, areTwoLive, asksWhich }: OldSecretFieldsProps) {
  const { typed, setTyped, end, fault, ends, setEnds } = old
  return (
    <>
      <EndFields kinds={kinds} typed={typed} fault={fault} areMany={areTwoLive} onChange={setTyped} />
      {typed.kind === 'at-once' && <WhatBreaks robot={robot} tokenMinutes={tokenMinutes} />}
      {asksWhich && <WhichEndsField robotId={robot.id} value={ends} onChange={setEnds} />}
      {end && end.kind !== 'at-once' && <OverlapNote end={end} />}
    </>
  )
}
