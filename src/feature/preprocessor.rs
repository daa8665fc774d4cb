//! Fill, transform, scale: what is done to raw features before K-Means, fitted on one window.

use std::ops::Range;
use std::sync::Arc;

use ndarray::{Array2, ArrayView2, Axis, Slice};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Customers, FeatureMatrix, FillError, fill, scaler};
use crate::plan::{FeaturePlan, Transform};

/// Fill, transform and scale for each feature, fitted on the customers of one window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preprocessor {
    columns: Vec<Column>,
}

/// What is done to one feature: missing values become `fill`, then the transform, then `(x - center) / spread`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The feature.
    pub name: String,
    /// Stands in for a missing value, in the feature's own unit; `None`: customers without a value are dropped.
    pub fill: Option<f64>,
    /// Done after filling.
    pub transform: Option<Transform>,
    /// Subtracted after the transform.
    pub center: f64,
    /// Divided by after that; never 0.
    pub spread: f64,
}

/// Features made ready for K-Means. Only a [`Preprocessor`] makes one.
#[derive(Debug, Clone)]
pub struct ScaledMatrix {
    customers: Customers,
    values: Array2<f64>,
    dropped: usize,
}

/// Why features cannot be made ready.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PreprocessorError {
    /// Nothing to fill from.
    #[error(transparent)]
    Fill(#[from] FillError),
    /// A logarithm of nothing or less.
    #[error("features.{feature}: transform \"log1p\" needs values above -1, and a customer has {value}")]
    Logarithm {
        /// The feature.
        feature: String,
        /// The value, as text.
        value: String,
    },
    /// A scaler that cannot be one: not finite, or nothing to divide by.
    #[error("features.{feature}: a stored fill, center or spread is not a number that can be used")]
    Scaler {
        /// The feature.
        feature: String,
    },
    /// The matrix has other features than the preprocessor.
    #[error("features {found:?} do not match the model's {expected:?}")]
    Features {
        /// Those of the matrix.
        found: Vec<String>,
        /// Those of the preprocessor.
        expected: Vec<String>,
    },
}

impl Preprocessor {
    /// Fits what `plans` ask for, one plan a column.
    ///
    /// The stand-ins for missing values come from `window`, all customers of the window; the scalers from
    /// `population`, those of them that the model is fitted on, after filling and transforming.
    ///
    /// # Errors
    /// When a column has nothing to fill from, a value that its transform does not take, or another name than its plan.
    pub fn fit(
        plans: &[FeaturePlan],
        window: &FeatureMatrix,
        population: &FeatureMatrix,
    ) -> Result<Self, PreprocessorError> {
        let mut columns = plans
            .iter()
            .zip(window.values().columns())
            .map(|(plan, values)| {
                let fill = fill::fit(plan.missing, &plan.name, &values.to_vec())?;
                Ok(Column { name: plan.name.clone(), fill, transform: plan.transform, center: 0.0, spread: 1.0 })
            })
            .collect::<Result<Vec<_>, FillError>>()?;
        let unscaled = Self { columns: columns.clone() }.scale(population)?;
        for ((column, plan), values) in columns.iter_mut().zip(plans).zip(unscaled.values.columns()) {
            (column.center, column.spread) = scaler::fit(plan.scale, &values.to_vec());
        }
        Ok(Self { columns })
    }

    /// A preprocessor that was fitted before, from what it does to each feature.
    ///
    /// # Errors
    /// When a number is not finite, or a spread is 0.
    pub fn restored(columns: Vec<Column>) -> Result<Self, PreprocessorError> {
        let unusable = |column: &&Column| {
            let finite = column.center.is_finite() && column.spread.is_finite() && column.spread != 0.0;
            !finite || column.fill.is_some_and(|fill| !fill.is_finite())
        };
        match columns.iter().find(unusable) {
            Some(column) => Err(PreprocessorError::Scaler { feature: column.name.clone() }),
            None => Ok(Self { columns }),
        }
    }

    /// What is done to each feature, in the model's order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Makes `matrix` ready: customers with a missing value in a dropped feature are left out.
    ///
    /// # Errors
    /// When the features differ from those fitted on, or a value is outside its transform.
    pub fn scale(&self, matrix: &FeatureMatrix) -> Result<ScaledMatrix, PreprocessorError> {
        self.scale_rows(matrix, 0..matrix.customers().len())
    }

    /// As [`Self::scale`], of some of the rows only.
    ///
    /// # Errors
    /// As [`Self::scale`].
    pub fn scale_rows(&self, matrix: &FeatureMatrix, rows: Range<usize>) -> Result<ScaledMatrix, PreprocessorError> {
        let (customers, values, dropped) = self.complete(matrix, rows, Column::scale)?;
        Ok(ScaledMatrix { customers, values, dropped })
    }

    /// `matrix` with its missing values filled, in the features' own units, without the customers that are dropped.
    ///
    /// # Errors
    /// When the features differ from those fitted on.
    pub fn filled(&self, matrix: &FeatureMatrix) -> Result<FeatureMatrix, PreprocessorError> {
        let all = 0..matrix.customers().len();
        let (customers, values, _) = self.complete(matrix, all, |_, value| Ok(value))?;
        Ok(matrix.with_values(customers, values))
    }

    /// Customers kept, what `make` makes of their values with the missing ones filled, and how many customers were dropped.
    fn complete(
        &self,
        matrix: &FeatureMatrix,
        rows: Range<usize>,
        make: impl Fn(&Column, f64) -> Result<f64, PreprocessorError>,
    ) -> Result<(Customers, Array2<f64>, usize), PreprocessorError> {
        if !self.columns.iter().map(|column| &column.name).eq(matrix.names().iter()) {
            return Err(PreprocessorError::Features {
                found: matrix.names().to_vec(),
                expected: self.columns.iter().map(|column| column.name.clone()).collect(),
            });
        }
        let (all, size) = (matrix.customers().len(), rows.len());
        let mut values = Vec::with_capacity(size * self.columns.len());
        let mut dropped = Vec::new();
        let found = matrix.values().slice_axis(Axis(0), Slice::from(rows.clone()));
        for (row, raw) in rows.clone().zip(found.rows()) {
            if self.columns.iter().zip(raw).any(|(column, value)| column.fill.is_none() && value.is_nan()) {
                dropped.push(row);
                continue;
            }
            for (column, &value) in self.columns.iter().zip(raw) {
                let value = if value.is_nan() { column.fill.unwrap_or(value) } else { value };
                values.push(make(column, value)?);
            }
        }
        let customers = if dropped.is_empty() && size == all {
            Arc::clone(matrix.customers())
        } else {
            let kept = rows.filter(|row| dropped.binary_search(row).is_err());
            kept.filter_map(|row| matrix.customers().get(row)).copied().collect()
        };
        // The shape is that of the values by construction.
        let values = Array2::from_shape_vec((size - dropped.len(), self.columns.len()), values).unwrap_or_default();
        Ok((customers, values, dropped.len()))
    }

    /// A point of the scaled space in the features' own units: the inverse of scaling and transform.
    #[must_use]
    pub fn raw(&self, scaled: &[f64]) -> Vec<f64> {
        self.columns.iter().zip(scaled).map(|(column, &value)| column.raw(value)).collect()
    }
}

impl Column {
    fn scale(&self, value: f64) -> Result<f64, PreprocessorError> {
        let value = match self.transform {
            None => value,
            Some(Transform::Log1p) if value > -1.0 => libm::log1p(value),
            Some(Transform::Log1p) => {
                return Err(PreprocessorError::Logarithm { feature: self.name.clone(), value: value.to_string() });
            }
        };
        Ok((value - self.center) / self.spread)
    }

    fn raw(&self, scaled: f64) -> f64 {
        let value = scaled * self.spread + self.center;
        match self.transform {
            None => value,
            Some(Transform::Log1p) => libm::expm1(value),
        }
    }
}

impl ScaledMatrix {
    /// The customers, one a row.
    #[must_use]
    pub fn customers(&self) -> &Customers {
        &self.customers
    }

    /// The scaled values, customers × features; no NaN.
    #[must_use]
    pub fn values(&self) -> ArrayView2<'_, f64> {
        self.values.view()
    }

    /// How many customers were left out for a missing value.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ndarray::array;

    use super::*;
    use crate::plan::{Computation, Missing, Scale};

    fn plan(name: &str, missing: Missing, transform: Option<Transform>, scale: Scale) -> FeaturePlan {
        FeaturePlan {
            name: name.to_owned(),
            computation: Computation::Aggregate("count(*)".to_owned()),
            missing,
            transform,
            scale,
            label: BTreeMap::new(),
        }
    }

    fn matrix(names: &[&str], values: Array2<f64>) -> FeatureMatrix {
        let customers = (0..u32::try_from(values.nrows()).unwrap()).collect();
        FeatureMatrix::new(customers, names.iter().map(ToString::to_string).collect(), values).unwrap()
    }

    #[test]
    fn fills_transforms_and_scales_in_that_order() {
        let plans = [plan("a", Missing::Value(0.0), Some(Transform::Log1p), Scale::MinMax)];
        let data = matrix(&["a"], array![[std::f64::consts::E - 1.0], [f64::NAN], [1.0]]);
        let fitted = Preprocessor::fit(&plans, &data, &data).unwrap();
        let scaled = fitted.scale(&data).unwrap();
        assert!((scaled.values()[[0, 0]] - 1.0).abs() < 1e-15);
        assert!(scaled.values()[[1, 0]].abs() < 1e-15);
        assert!((fitted.raw(&[1.0])[0] - (std::f64::consts::E - 1.0)).abs() < 1e-12);
    }

    #[test]
    fn customers_without_a_dropped_feature_are_left_out_and_counted() {
        let plans = [plan("a", Missing::Drop, None, Scale::None)];
        let data = matrix(&["a"], array![[1.0], [f64::NAN], [3.0]]);
        let scaled = Preprocessor::fit(&plans, &data, &data).unwrap().scale(&data).unwrap();
        assert_eq!(&scaled.customers()[..], &[0, 2]);
        assert_eq!(scaled.dropped(), 1);
    }

    #[test]
    fn stand_ins_come_from_the_whole_window() {
        let plans = [plan("a", Missing::Mean, None, Scale::None)];
        let data = matrix(&["a"], array![[1.0], [f64::NAN], [5.0]]);
        let fitted = Preprocessor::fit(&plans, &data, &data.restricted_to(&[0, 1])).unwrap();
        assert_eq!(fitted.columns()[0].fill, Some(3.0));
    }

    #[test]
    fn a_logarithm_of_too_little_names_feature_and_value() {
        let plans = [plan("spend", Missing::Median, Some(Transform::Log1p), Scale::None)];
        let data = matrix(&["spend"], array![[-1.5], [2.0]]);
        let error = Preprocessor::fit(&plans, &data, &data).unwrap_err();
        assert!(error.to_string().contains("features.spend") && error.to_string().contains("-1.5"));
    }
}
