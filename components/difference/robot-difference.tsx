'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import {
  widensExpiry,
  widensPlace,
  type PlaceChange,
  type RobotDifference,
} from '@/lib/domain/difference/robot-difference'
import './difference.css'
import { useDifferenceWords, type NameOf } from './use-difference-words'

type RobotDifferenceProps = {
  difference: RobotDifference
  /** Of projects that it knows by id only. */ nameOf?: NameOf
}

/** What an edit makes of a robot, in words: one line for each kind of change, what allows more marked as such. */
export function RobotDifferenceInWords({ difference, nameOf = () => undefined }: RobotDifferenceProps) {
  const t = useTranslations('difference')
  const words = useDifferenceWords(nameOf)
  const { places, others, expiry, state, description } = difference
  return (
    <ul className="difference">
      {places.map((change, index) => (
        <Line key={index} wider={widensPlace(change)}>
          <PlaceLine change={change} words={words} />
        </Line>
      ))}
      {others.count > 0 && <Line wider={others.wider}>{t('others', { count: others.count })}</Line>}
      {expiry && <Line wider={widensExpiry(expiry)}>{words.expiry(expiry)}</Line>}
      {state && <Line wider={state === 'enabled'}>{t(state)}</Line>}
      {description && <Line>{t('description')}</Line>}
    </ul>
  )
}

const Line = ({ wider = false, children }: { wider?: boolean; children: ReactNode }) => (
  <li className={wider ? 'difference-wider' : undefined}>{children}</li>
)

type PlaceLineProps = { change: PlaceChange; words: ReturnType<typeof useDifferenceWords> }

/** `In 2 projects (a, b): + Repository: Push − Repository: Delete`. What goes with its place is not told again. */
function PlaceLine({ change, words }: PlaceLineProps) {
  const t = useTranslations('difference')
  const { covered, added, removed, bounds } = change
  const place = words.place(change)
  if (place !== null && covered === 'lost') return <del>− {place}</del>
  const isNew = place !== null && covered === 'gained'
  return (
    <>
      {place !== null && !isNew && <span>{t('place', { place })}</span>}
      {added.map((group, index) => {
        const what = words.permissions(group)
        return <ins key={index}>+ {isNew ? t('at', { place, what }) : what}</ins>
      })}
      {removed.map((group, index) => (
        <del key={index}>− {words.permissions(group)}</del>
      ))}
      {bounds.map((each, index) => (
        <span key={index}>{words.bounds(each)}</span>
      ))}
    </>
  )
}
