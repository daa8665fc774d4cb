//! Raw feature values of the customers of a window.

use std::sync::Arc;

use ndarray::{Array2, ArrayView1, Axis};
use thiserror::Error;

/// Dense customer codes, strictly ascending: a code is the rank of the customer's id in byte order among all
/// customers of the run.
pub type Customers = Arc<[u32]>;

/// Features of the customers of one window, in their own units. NaN is a missing value.
#[derive(Debug, Clone)]
pub struct FeatureMatrix {
    customers: Customers,
    names: Arc<[String]>,
    values: Array2<f64>,
}

/// Why values are not a [`FeatureMatrix`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MatrixError {
    /// Rows and customers, or columns and names, do not match.
    #[error("{rows} × {columns} values for {customers} customers and {names} features")]
    Shape {
        /// Rows of the values.
        rows: usize,
        /// Columns of the values.
        columns: usize,
        /// Customers.
        customers: usize,
        /// Features.
        names: usize,
    },
    /// Customers out of order.
    #[error("customer codes are not strictly ascending")]
    Order,
    /// An infinite value.
    #[error("feature {feature} is infinite for a customer")]
    Infinite {
        /// The feature.
        feature: String,
    },
}

impl FeatureMatrix {
    /// A matrix of `values`, one row a customer and one column a feature.
    ///
    /// # Errors
    /// When the shapes differ, customers are not strictly ascending, or a value is infinite.
    pub fn new(customers: Customers, names: Arc<[String]>, values: Array2<f64>) -> Result<Self, MatrixError> {
        if values.nrows() != customers.len() || values.ncols() != names.len() {
            return Err(MatrixError::Shape {
                rows: values.nrows(),
                columns: values.ncols(),
                customers: customers.len(),
                names: names.len(),
            });
        }
        if !customers.is_sorted_by(|left, right| left < right) {
            return Err(MatrixError::Order);
        }
        for (name, column) in names.iter().zip(values.columns()) {
            if column.iter().any(|value| value.is_infinite()) {
                return Err(MatrixError::Infinite { feature: name.clone() });
            }
        }
        Ok(Self { customers, names, values })
    }

    /// The customers, one a row.
    #[must_use]
    pub fn customers(&self) -> &Customers {
        &self.customers
    }

    /// The features, one a column.
    #[must_use]
    pub fn names(&self) -> &Arc<[String]> {
        &self.names
    }

    /// The values, customers × features.
    #[must_use]
    pub fn values(&self) -> &Array2<f64> {
        &self.values
    }

    /// A feature's values; `None` when there is no such column.
    #[must_use]
    pub fn column(&self, index: usize) -> Option<ArrayView1<'_, f64>> {
        (index < self.values.ncols()).then(|| self.values.column(index))
    }

    /// Other values of the same features; shapes are the caller's to keep.
    pub(super) fn with_values(&self, customers: Customers, values: Array2<f64>) -> Self {
        Self { customers, names: Arc::clone(&self.names), values }
    }

    /// A sample: `rows`, each as often as it stands there, as customers of their own, coded from 0.
    #[must_use]
    pub fn resampled(&self, rows: &[usize]) -> Self {
        // Row by row through slices: `select` goes through a view for each row, which takes four times as long.
        let columns = self.values.ncols();
        let values = self.values.as_standard_layout();
        let rows_of = |all: &[f64]| -> Vec<f64> {
            let mut drawn = Vec::with_capacity(rows.len() * columns);
            for row in rows {
                drawn.extend_from_slice(all.get(row * columns..(row + 1) * columns).unwrap_or_default());
            }
            drawn
        };
        let drawn =
            values.as_slice().map(rows_of).and_then(|drawn| Array2::from_shape_vec((rows.len(), columns), drawn).ok());
        Self {
            customers: (0_u32..).take(rows.len()).collect(),
            names: Arc::clone(&self.names),
            values: drawn.unwrap_or_else(|| self.values.select(Axis(0), rows)),
        }
    }

    /// The same customers with every value of a feature put through `change`, which keeps it finite.
    #[must_use]
    pub fn with_column(&self, index: usize, change: impl Fn(f64) -> f64) -> Self {
        let mut values = self.values.clone();
        if index < values.ncols() {
            values.column_mut(index).mapv_inplace(change);
        }
        self.with_values(Arc::clone(&self.customers), values)
    }

    /// The same features for those customers that are also in `wanted`, which is strictly ascending.
    #[must_use]
    pub fn restricted_to(&self, wanted: &[u32]) -> Self {
        let rows = self
            .customers
            .iter()
            .enumerate()
            .filter(|(_, customer)| wanted.binary_search(customer).is_ok())
            .map(|(row, _)| row)
            .collect::<Vec<_>>();
        Self {
            customers: rows.iter().filter_map(|&row| self.customers.get(row)).copied().collect(),
            names: Arc::clone(&self.names),
            values: self.values.select(Axis(0), &rows),
        }
    }
}
