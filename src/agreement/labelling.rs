//! Which segment each customer is in.

use std::sync::Arc;

use super::AgreementError;

/// Which segment each customer is in.
///
/// Customers are dense codes, strictly ascending, shared between the labellings of one window. At most 2^32 of them,
/// because the codes are 32 bits wide: pair counts rely on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelling {
    customers: Arc<[u32]>,
    labels: Vec<u32>,
    segments: usize,
}

impl Labelling {
    /// A labelling of `customers` into segments `0..segments`; a segment may be empty.
    ///
    /// # Errors
    /// When there is not one label per customer, the codes do not ascend strictly, or a label is `segments` or more.
    pub fn new(customers: Arc<[u32]>, labels: Vec<u32>, segments: usize) -> Result<Self, AgreementError> {
        if customers.len() != labels.len() {
            return Err(AgreementError::Lengths { customers: customers.len(), labels: labels.len() });
        }
        for (position, (&previous, &found)) in customers.iter().zip(customers.iter().skip(1)).enumerate() {
            if found <= previous {
                return Err(AgreementError::Unsorted { position: position + 1, previous, found });
            }
        }
        if let Some((position, &label)) = labels.iter().enumerate().find(|&(_, &label)| label as usize >= segments) {
            return Err(AgreementError::Label { position, label, segments });
        }
        Ok(Self { customers, labels, segments })
    }

    /// The customers' codes, strictly ascending.
    #[must_use]
    pub fn customers(&self) -> &Arc<[u32]> {
        &self.customers
    }

    /// Their labels, in the customers' order, each below [`Self::segments`].
    #[must_use]
    pub fn labels(&self) -> &[u32] {
        &self.labels
    }

    /// The place of a customer among [`Self::customers`]; `None` when it is not labelled.
    #[must_use]
    pub fn row_of(&self, customer: u32) -> Option<usize> {
        self.customers.binary_search(&customer).ok()
    }

    /// The label of a customer; `None` when it is not labelled.
    #[must_use]
    pub fn label_of(&self, customer: u32) -> Option<u32> {
        self.row_of(customer).and_then(|row| self.labels.get(row)).copied()
    }

    /// How many segments there are, empty ones included.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.segments
    }

    /// How many customers are labelled.
    #[must_use]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether nobody is labelled.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Whether `other` is of the same customers.
    #[must_use]
    pub fn same_customers(&self, other: &Self) -> bool {
        // Labellings of one window share the allocation: millions of codes need not be read again.
        Arc::ptr_eq(&self.customers, &other.customers) || self.customers == other.customers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelling(customers: &[u32], labels: &[u32], segments: usize) -> Result<Labelling, AgreementError> {
        Labelling::new(customers.into(), labels.to_vec(), segments)
    }

    #[test]
    fn what_is_not_a_labelling_is_refused() {
        assert_eq!(labelling(&[1, 2], &[0], 1), Err(AgreementError::Lengths { customers: 2, labels: 1 }));
        assert_eq!(
            labelling(&[1, 5, 5], &[0, 0, 0], 1),
            Err(AgreementError::Unsorted { position: 2, previous: 5, found: 5 })
        );
        assert_eq!(
            labelling(&[4, 3], &[0, 0], 1),
            Err(AgreementError::Unsorted { position: 1, previous: 4, found: 3 })
        );
        assert_eq!(labelling(&[1, 2], &[0, 2], 2), Err(AgreementError::Label { position: 1, label: 2, segments: 2 }));
        assert!(labelling(&[], &[], 0).is_ok_and(|empty| empty.is_empty()));
    }

    #[test]
    fn same_customers_are_those_with_the_same_codes() {
        let one = labelling(&[1, 2], &[0, 1], 2).unwrap();
        assert!(one.same_customers(&labelling(&[1, 2], &[0, 0], 1).unwrap()));
        assert!(!one.same_customers(&labelling(&[1, 3], &[0, 1], 2).unwrap()));
    }
}
