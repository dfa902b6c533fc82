'use client'

import type { ComponentProps } from 'react'
import { useHydrated } from '@/lib/client/use-hydrated'
import { Field, type FieldProps } from './field'

type TextareaFieldProps = FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps | 'className'>

/** A labelled multi-line input; further props go to the textarea. */
export function TextareaField({ id, label, required, help, error, hint, readOnly, ...textarea }: TextareaFieldProps) {
  const hydrated = useHydrated()
  return (
    <Field {...{ id, label, required, help, error, hint }}>
      {(control) => (
        <textarea
          data-keep
          dir="auto"
          {...textarea}
          {...control}
          readOnly={readOnly || !hydrated}
          className="clr-textarea"
        />
      )}
    </Field>
  )
}
