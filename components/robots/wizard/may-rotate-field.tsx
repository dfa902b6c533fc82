'use client'

import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import type { RobotForm } from '@/lib/domain/robots/robot-form'
import { paths } from '@/lib/paths'
import { Checkbox } from '../../ui/checkbox'
import { Field } from '../../ui/field'
import { Link } from '../../ui/link'

/** Whether a robot may rotate its own secret: no permission of Harbor's, and off unless a person says so. */
export function MayRotateField({ form }: { form: UseFormReturn<RobotForm> }) {
  const t = useTranslations('robots.wizard')
  return (
    <Field
      id="may-rotate"
      label={t('mayRotate')}
      hint={
        <>
          {t('mayRotateHint')}{' '}
          <Link href={paths.manualPage('self-rotation')} target="_blank">
            {t('mayRotateMore')}
          </Link>
        </>
      }
    >
      {(control) => <Checkbox {...control} label={t('mayRotateLabel')} {...form.register('mayRotate')} />}
    </Field>
  )
}
