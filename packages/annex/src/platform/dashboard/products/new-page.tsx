/** A new product with its first price. */
import { AppFrame, type Frame } from '../../../web/components/app-frame.js'
import { Button, ButtonLink } from '../../../web/components/button.js'
import { Card } from '../../../web/components/card.js'
import { Field } from '../../../web/components/field.js'
import { Form } from '../../../web/components/form.js'
import { PageHeader } from '../../../web/components/page-header.js'
import { paths } from '../../routes.js'
import type { Refused } from '../change.js'
import { PriceFields, type PriceForm } from './price-fields.js'

export interface ProductForm extends PriceForm {
  name: string
  description: string
}

export interface NewProductPageProps {
  frame: Frame
  formToken: string
  typed: ProductForm
  refused?: Refused | undefined
}

const PRICE_PARAMS = ['unit_amount', 'currency', 'default_price_data']

export function NewProductPage({ frame, formToken, typed, refused }: NewProductPageProps) {
  const { param } = refused ?? {}
  const isOfPrice = PRICE_PARAMS.includes(param ?? '')
  return (
    <AppFrame frame={frame} title="Add product">
      <PageHeader up={{ label: 'Products', href: paths.products }} title="Add product" />
      <Card>
        <Form action={paths.newProduct} formToken={formToken}>
          <Field
            {...{ label: 'Name', name: 'name', value: typed.name, autocomplete: 'off' }}
            hint="Customers read it on their invoices."
            error={isOfPrice || param === 'description' ? undefined : refused?.message}
          />
          <Field
            {...{ label: 'Description', name: 'description', value: typed.description, rows: 3 }}
            {...{ optional: true, error: param === 'description' ? refused?.message : undefined }}
          />
          <PriceFields typed={typed} refused={refused} />
          <div class="form-actions">
            <Button kind="primary">Add product</Button>
            <ButtonLink href={paths.products} kind="quiet">
              Cancel
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </AppFrame>
  )
}
