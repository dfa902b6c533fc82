'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import type { HandedSecret } from './handed-secret'
import { LinkForm } from './link-form'
import { SealForm } from './seal-form'

const ways = { link: LinkForm, seal: SealForm }

/** Hands a secret that is being shown to somebody else: by a link that opens once, or sealed to their key. */
export function NewLink(handed: HandedSecret) {
  const t = useTranslations('robots.handOver')
  const [way, setWay] = useState<keyof typeof ways>()
  const Form = way && ways[way]
  return (
    <section className="hand-over" aria-labelledby="hand-over-title">
      <h3 id="hand-over-title">{t('heading')}</h3>
      <div className="btn-group" role="group" aria-label={t('way')}>
        {(['link', 'seal'] as const).map((each) => (
          <Button
            key={each}
            kind={each === way ? 'primary' : undefined}
            size="sm"
            aria-pressed={each === way}
            onClick={() => setWay(each === way ? undefined : each)}
          >
            {t(each)}
          </Button>
        ))}
      </div>
      {Form && <Form {...handed} />}
    </section>
  )
}
