'use client'

import type { ComponentProps } from 'react'
import { useHydrated } from '@/lib/client/use-hydrated'
import { Field, type FieldProps } from './field'

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, keyof FieldProps | 'className'>

/** A labelled one-line input. Everything else, such as react-hook-form's `register(…)`, goes to the input. */
export function TextField({ id, label, required, help, error, hint, readOnly, ...input }: TextFieldProps) {
  const hydrated = useHydrated()
  return (
    <Field {...{ id, label, required, help, error, hint }}>
      {(control) => (
        <input
          data-keep
          type="text"
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          {...input}
          {...control}
          readOnly={readOnly || !hydrated}
          className="clr-input"
        />
      )}
    </Field>
  )
}
