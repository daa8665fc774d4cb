//! What is known of a customer in a window.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SqlText;

/// `[features.NAME]`.
#[derive(Debug, Clone, PartialEq)]
pub struct FeaturePlan {
    /// The feature's name, a column of the outputs: `[a-z_][a-z0-9_]*`.
    pub name: String,
    /// How it is computed.
    pub computation: Computation,
    /// What stands in for a missing value. Default [`Missing::Median`].
    pub missing: Missing,
    /// What is done before scaling.
    pub transform: Option<Transform>,
    /// How it is scaled. Default [`Scale::Standard`].
    pub scale: Scale,
    /// What people call it, by language tag. May be empty: the name is shown then.
    pub label: BTreeMap<String, String>,
}

/// How a feature is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Computation {
    /// An aggregate over a customer's rows of `orders` in the window.
    Aggregate(String),
    /// A whole SELECT over `orders` giving `customer_id` and `value`.
    Query(SqlText),
}

/// What stands in for a missing value. Fitted on all customers of the window, and part of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Missing {
    /// The median of the values that are there.
    Median,
    /// Their mean.
    Mean,
    /// The smallest of the most frequent ones.
    Mode,
    /// A number.
    Value(f64),
    /// Nothing: customers without a value are left out, and counted.
    Drop,
}

/// What is done to a feature before scaling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Transform {
    /// `ln(1 + x)`; x below or at -1 is an error of the input.
    Log1p,
}

/// How a feature is scaled: `(x - center) / spread`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Scale {
    /// Mean and population standard deviation (scikit-learn's `StandardScaler`).
    Standard,
    /// Median and interquartile range (`RobustScaler`).
    Robust,
    /// Minimum and range (`MinMaxScaler`).
    MinMax,
    /// As it stands.
    None,
}

impl Missing {
    /// The name in `pipeline.toml`; a number's digits.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Median => "median".to_owned(),
            Self::Mean => "mean".to_owned(),
            Self::Mode => "mode".to_owned(),
            Self::Value(value) => value.to_string(),
            Self::Drop => "drop".to_owned(),
        }
    }
}

impl Transform {
    /// The name in `pipeline.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Log1p => "log1p",
        }
    }

    /// The transform of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        (name == Self::Log1p.name()).then_some(Self::Log1p)
    }
}

impl Scale {
    /// The name in `pipeline.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Robust => "robust",
            Self::MinMax => "minmax",
            Self::None => "none",
        }
    }
}
