//! One aggregate of a shard's customers, from an order's columns to a column of results.

use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Decimal128Array, Float64Array, Int64Array};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::{cast, prep_null_mask_filter};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, FieldRef, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::DataFusionError;
use datafusion::logical_expr::Expr;
use datafusion::physical_expr::PhysicalExpr;

use super::decompose::{Decomposable, Function};
use super::sliding::{Count, Extreme, Rows, Side, Sum};

/// An aggregate, its argument and filter ready to be evaluated on orders.
#[derive(Debug)]
pub(super) struct Aggregate {
    column: FieldRef,
    reduction: Reduction,
    argument: Option<Arc<dyn PhysicalExpr>>,
    filter: Option<Arc<dyn PhysicalExpr>>,
}

#[derive(Debug, Clone, Copy)]
enum Reduction {
    Count,
    Sum,
    Extreme(Side),
}

/// An aggregate of a shard's customers while windows slide over their orders.
#[derive(Debug)]
pub(super) struct SlidingAggregate {
    nulls: Option<NullBuffer>,
    /// Values of each customer, where some orders have none.
    valid: Option<Count>,
    reduced: Reduced,
}

/// What is kept of the values, and the values.
#[derive(Debug)]
enum Reduced {
    /// Whether there is a value is all that counts.
    Count,
    WholeSum(Sum, Int64Array),
    DecimalSum(Sum, Decimal128Array),
    WholeExtreme(Extreme<i64>, Int64Array),
    DecimalExtreme(Extreme<i128>, Decimal128Array),
}

impl Aggregate {
    /// `physical` makes an expression over orders ready to be evaluated.
    pub fn plan(
        aggregate: &Decomposable,
        physical: impl Fn(Expr) -> Result<Arc<dyn PhysicalExpr>, DataFusionError>,
    ) -> Result<Self, DataFusionError> {
        let (reduction, argument) = match &aggregate.function {
            Function::Count(argument) => (Reduction::Count, argument.as_ref()),
            Function::Sum(argument) => (Reduction::Sum, Some(argument)),
            Function::Extreme(side, argument) => (Reduction::Extreme(*side), Some(argument)),
        };
        Ok(Self {
            column: Arc::clone(&aggregate.column),
            reduction,
            argument: argument.cloned().map(&physical).transpose()?,
            filter: aggregate.filter.clone().map(&physical).transpose()?,
        })
    }

    /// Over the orders of `batch`, none of which is in the window yet.
    pub fn slide(&self, batch: &RecordBatch, customers: usize) -> Result<SlidingAggregate, DataFusionError> {
        let rows = batch.num_rows();
        let evaluated =
            |expression: &Arc<dyn PhysicalExpr>| expression.evaluate(batch).and_then(|value| value.into_array(rows));
        let argument = self.argument.as_ref().map(evaluated).transpose()?;
        let kept = self.filter.as_ref().map(evaluated).transpose()?;
        let kept = kept.as_ref().map(|kept| NullBuffer::new(holds(kept.as_boolean()).values().clone()));
        let nulls = argument.as_ref().and_then(Array::logical_nulls);
        let nulls = NullBuffer::union(nulls.as_ref(), kept.as_ref()).filter(|nulls| nulls.null_count() > 0);
        let reduced = match (self.reduction, &argument) {
            (Reduction::Count, _) | (_, None) => Reduced::Count,
            (Reduction::Sum, Some(argument)) => match decimals_of(argument) {
                Some(decimals) => Reduced::DecimalSum(Sum::new(customers), decimals),
                None => Reduced::WholeSum(Sum::new(customers), whole(argument)?),
            },
            (Reduction::Extreme(side), Some(argument)) => match decimals_of(argument) {
                Some(decimals) => Reduced::DecimalExtreme(Extreme::new(customers, rows, side), decimals),
                None => Reduced::WholeExtreme(Extreme::new(customers, rows, side), whole(argument)?),
            },
        };
        let valid = nulls.as_ref().map(|_| Count::new(customers));
        Ok(SlidingAggregate { nulls, valid, reduced })
    }

    /// The results of the customers `present`; `orders_of` counts the orders of each.
    ///
    /// # Errors
    /// When a sum has more digits than its column.
    pub fn column(
        &self,
        sliding: &SlidingAggregate,
        present: &[u32],
        orders_of: &Count,
    ) -> Result<ArrayRef, DataFusionError> {
        let counts = &sliding.valid.as_ref().unwrap_or(orders_of).0;
        let count = |customer: u32| counts.get(customer as usize).copied().unwrap_or(0);
        let valid = |customer: u32| (count(customer) > 0).then_some(customer as usize);
        let wanted = self.column.data_type();
        let column: ArrayRef = match &sliding.reduced {
            Reduced::Count => {
                Arc::new(present.iter().map(|&customer| i64::from(count(customer))).collect::<Int64Array>())
            }
            Reduced::WholeExtreme(extreme, _) => {
                let found = present.iter().map(|&customer| valid(customer).map(|customer| extreme.get(customer)));
                Arc::new(found.collect::<Int64Array>())
            }
            Reduced::DecimalExtreme(extreme, _) => {
                let found = present.iter().map(|&customer| valid(customer).map(|customer| extreme.get(customer)));
                decimals(found, wanted)?
            }
            Reduced::WholeSum(Sum(sums), _) | Reduced::DecimalSum(Sum(sums), _) => {
                let found = present.iter().map(|&customer| valid(customer).and_then(|at| sums.get(at).copied()));
                match wanted {
                    DataType::Decimal128(..) => decimals(found, wanted)?,
                    DataType::Float64 => Arc::new(found.map(|sum| sum.map(real)).collect::<Float64Array>()),
                    _ => {
                        let whole =
                            found.map(|sum| sum.map(i64::try_from).transpose()).collect::<Result<Int64Array, _>>();
                        Arc::new(whole.map_err(|_| self.overflow())?)
                    }
                }
            }
        };
        Ok(if column.data_type() == wanted { column } else { cast(&column, wanted)? })
    }

    fn overflow(&self) -> DataFusionError {
        DataFusionError::Execution(format!(
            "{} has more digits than {} holds",
            self.column.name(),
            self.column.data_type()
        ))
    }
}

impl SlidingAggregate {
    /// The rows of `entered` come into the window, then those of `left` leave it; `customers` are those of all rows.
    pub fn slide(&mut self, customers: &[u32], entered: Range<usize>, left: Range<usize>) {
        let rows = Rows { customers, nulls: self.nulls.as_ref() };
        if let Some(valid) = &mut self.valid {
            valid.enter(rows, entered.clone());
            valid.leave(rows, left.clone());
        }
        match &mut self.reduced {
            // Kept in `valid`, or by who counts all orders.
            Reduced::Count => {}
            Reduced::WholeSum(sum, values) => {
                sum.enter(values.values(), rows, entered);
                sum.leave(values.values(), rows, left);
            }
            Reduced::DecimalSum(sum, values) => {
                sum.enter(values.values(), rows, entered);
                sum.leave(values.values(), rows, left);
            }
            Reduced::WholeExtreme(extreme, values) => {
                extreme.enter(values.values(), rows, entered.clone());
                extreme.leave(values.values(), rows, left, entered.end);
            }
            Reduced::DecimalExtreme(extreme, values) => {
                extreme.enter(values.values(), rows, entered.clone());
                extreme.leave(values.values(), rows, left, entered.end);
            }
        }
    }
}

/// The values where they are decimals; as whole numbers they are units of the last digit.
fn decimals_of(argument: &ArrayRef) -> Option<Decimal128Array> {
    argument.as_primitive_opt::<Decimal128Type>().cloned()
}

/// Other values as whole numbers of something: microseconds, days, what they are.
fn whole(argument: &ArrayRef) -> Result<Int64Array, DataFusionError> {
    Ok(cast(argument, &DataType::Int64)?.as_primitive::<Int64Type>().clone())
}

/// Rows of which a condition holds: it is neither false nor NULL.
fn holds(condition: &BooleanArray) -> BooleanArray {
    if condition.null_count() > 0 { prep_null_mask_filter(condition) } else { condition.clone() }
}

fn decimals(found: impl Iterator<Item = Option<i128>>, wanted: &DataType) -> Result<ArrayRef, DataFusionError> {
    let found = found.collect::<Decimal128Array>();
    let DataType::Decimal128(precision, scale) = *wanted else { return Ok(Arc::new(found)) };
    found.validate_decimal_precision(precision)?;
    Ok(Arc::new(found.with_precision_and_scale(precision, scale)?))
}

#[expect(clippy::cast_precision_loss, reason = "to the nearest floating-point number")]
fn real(whole: i128) -> f64 {
    whole as f64
}
