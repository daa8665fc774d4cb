//! Why labellings cannot be made or compared.

use thiserror::Error;

/// Why labellings cannot be made or compared.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum AgreementError {
    /// Not one label per customer.
    #[error("{customers} customers but {labels} labels; expected one label per customer")]
    Lengths {
        /// Customers given.
        customers: usize,
        /// Labels given.
        labels: usize,
    },
    /// A customer does not come after the one before it.
    #[error(
        "customer code {found} at position {position} does not come after {previous}; expected strictly ascending codes: sort the customers and keep each once"
    )]
    Unsorted {
        /// Position of the code at fault, from 0.
        position: usize,
        /// The code before it.
        previous: u32,
        /// The code.
        found: u32,
    },
    /// A label that names no segment.
    #[error(
        "label {label} at position {position}, but there are {segments} segments; expected labels from 0 and below that"
    )]
    Label {
        /// Position of the label at fault, from 0.
        position: usize,
        /// The label.
        label: u32,
        /// Number of segments.
        segments: usize,
    },
    /// Two labellings that were to be of the same customers are not.
    #[error(
        "labellings of different customers ({left} and {right} of them); expected the same: label the same rows, or compare the customers in both"
    )]
    DifferentCustomers {
        /// Customers of the first.
        left: usize,
        /// Customers of the second.
        right: usize,
    },
    /// A confidence level that is none.
    #[error("confidence level {found}; expected a number above 0 and below 1, as in 0.95")]
    Confidence {
        /// What was given.
        found: f64,
    },
    /// No draws to make an interval of.
    #[error("0 bootstrap draws; expected at least 1, and 1000 for a usable interval")]
    NoDraws,
}
