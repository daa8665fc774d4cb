//! How large segments are, in customers and in what they paid.

use crate::agreement::Labelling;
use crate::feature::FeatureMatrix;
use crate::numeric::real;
use crate::record::SegmentSize;

/// How large each segment of `labelling` is among the customers of `matrix`, who paid `revenue`, one a row.
#[must_use]
pub fn sizes(matrix: &FeatureMatrix, labelling: &Labelling, revenue: Option<&[f64]>) -> Vec<SegmentSize> {
    let mut customers = vec![0_u64; labelling.segments()];
    let mut paid = vec![0.0; labelling.segments()];
    for (row, &customer) in matrix.customers().iter().enumerate() {
        // The model drops some customers for a missing value.
        let Some(segment) = labelling.label_of(customer).map(|label| label as usize) else { continue };
        let amount = revenue.and_then(|revenue| revenue.get(row)).copied().unwrap_or(0.0);
        if let (Some(count), Some(sum)) = (customers.get_mut(segment), paid.get_mut(segment)) {
            *count += 1;
            *sum += amount;
        }
    }
    let all = real(customers.iter().sum::<u64>().max(1));
    let all_paid = paid.iter().sum::<f64>();
    customers
        .into_iter()
        .zip(paid)
        .map(|(customers, paid)| SegmentSize {
            customers,
            share: real(customers) / all,
            revenue_share: (all_paid > 0.0).then_some(paid / all_paid),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    #[test]
    fn what_is_paid_goes_to_the_segment_of_who_paid() {
        let names = vec!["x".to_owned()].into();
        let matrix = FeatureMatrix::new(vec![1, 4, 5, 9].into(), names, Array2::zeros((4, 1))).unwrap();
        // Customer 4 is dropped by the model, and what they paid is no segment's.
        let labelling = Labelling::new(vec![1, 5, 9].into(), vec![0, 2, 0], 3).unwrap();
        let found = sizes(&matrix, &labelling, Some(&[10.0, 500.0, 5.0, 5.0]));
        assert_eq!(found.iter().map(|size| size.customers).collect::<Vec<_>>(), [2, 0, 1]);
        assert_eq!(
            found.iter().map(|size| size.revenue_share).collect::<Vec<_>>(),
            [Some(0.75), Some(0.0), Some(0.25)]
        );
        assert!(sizes(&matrix, &labelling, None).iter().all(|size| size.revenue_share.is_none()));
        assert!(sizes(&matrix, &labelling, Some(&[0.0; 4])).iter().all(|size| size.revenue_share.is_none()));
    }
}
