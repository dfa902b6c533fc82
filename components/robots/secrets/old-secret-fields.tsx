'use client'

import { useState } from 'react'
import { useTimeZone } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { endOf, typedEnd } from '@/lib/domain/secrets/old-secret-form'
import { WhatBreaks } from '../activity/what-breaks'
import { useServerNow } from '../server-now'
import { EndFields } from './end-fields'
import { OverlapNote } from './overlap-note'
import { WhichEndsField } from './which-ends-field'

const kinds = ['at-once', 'after-first-use', 'at'] as const

/** What becomes of a robot's old secret, as it is being chosen. `hours`: what the form begins with, 0 = it stops at once. */
export function useOldSecret(hours: number) {
  const timeZone = useTimeZone() ?? 'UTC'
  const now = new Date(useServerNow())
  const [typed, setTyped] = useState(() => typedEnd(hours))
  const [ends, setEnds] = useState<number | null>(null)
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
  /** What was said of the choice before is no more so. */
  onChoose: () => void
}

/** Asks it, and says what the choice means. */
export function OldSecretFields(props: OldSecretFieldsProps) {
  const { robot, tokenMinutes, old, areTwoLive, asksWhich, onChoose } = props
  const { typed, setTyped, end, fault, ends, setEnds } = old
  function choose(next: typeof typed) {
    setTyped(next)
    onChoose()
  }
  return (
    <>
      <EndFields kinds={kinds} typed={typed} fault={fault} areMany={areTwoLive} onChange={choose} />
      {asksWhich && <WhichEndsField robotId={robot.id} value={ends} onChange={setEnds} />}
      {/* Another choice is another outcome, which is said. */}
      <div role="status">
        {typed.kind === 'at-once' && <WhatBreaks robot={robot} tokenMinutes={tokenMinutes} />}
        {end && end.kind !== 'at-once' && <OverlapNote end={end} />}
      </div>
    </>
  )
}
