//! The numbers of a window's customers, put in their places shard by shard.

use datafusion::arrow::array::Float64Array;

use super::division::Target;

/// One row for each customer of a window.
#[derive(Debug)]
pub(super) struct Table {
    /// Codes, ascending.
    pub customers: Vec<u32>,
    /// Features, row by row; NaN where there is none.
    pub values: Vec<f64>,
    /// What each paid; `None` where that is not asked for.
    pub revenue: Option<Vec<f64>>,
    width: usize,
}

/// Some neighbouring rows of a table.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    customers: &'a mut [u32],
    values: &'a mut [f64],
    revenue: Option<&'a mut [f64]>,
    width: usize,
}

impl Table {
    /// Of so many customers and features, to be filled by [`Rows::begin`].
    pub fn new(customers: usize, width: usize, revenue: bool) -> Self {
        Self {
            customers: vec![0; customers],
            values: vec![0.0; customers * width],
            revenue: revenue.then(|| vec![0.0; customers]),
            width,
        }
    }

    /// The rows as pieces of these sizes, one after another.
    pub fn pieces(&mut self, sizes: impl IntoIterator<Item = usize>) -> impl Iterator<Item = Rows<'_>> {
        let width = self.width;
        let (mut customers, mut values) = (self.customers.as_mut_slice(), self.values.as_mut_slice());
        let mut revenue = self.revenue.as_deref_mut();
        sizes.into_iter().map(move |size| Rows {
            customers: customers.split_off_mut(..size).unwrap_or_default(),
            values: values.split_off_mut(..size * width).unwrap_or_default(),
            revenue: revenue.as_mut().map(|revenue| revenue.split_off_mut(..size).unwrap_or_default()),
            width,
        })
    }

    /// Puts a column's numbers in their places.
    pub fn put(&mut self, target: Target, found: &Float64Array) {
        let size = self.customers.len();
        self.pieces([size]).for_each(|mut rows| rows.put(target, found));
    }
}

impl Rows<'_> {
    /// The rows of `customers`, with no feature and nothing paid yet.
    pub fn begin(&mut self, customers: impl IntoIterator<Item = u32>) {
        self.customers.iter_mut().zip(customers).for_each(|(place, customer)| *place = customer);
        self.values.fill(f64::NAN);
    }

    /// Puts a column's numbers in their places; where there is none, what stands there stays.
    pub fn put(&mut self, target: Target, found: &Float64Array) {
        let numbers = found.iter();
        match target {
            Target::Feature(column) => {
                let places = self.values.iter_mut().skip(column).step_by(self.width);
                places.zip(numbers).for_each(|(place, number)| *place = number.unwrap_or(*place));
            }
            Target::Revenue => {
                let places = self.revenue.iter_mut().flat_map(|paid| paid.iter_mut());
                places.zip(numbers).for_each(|(place, number)| *place = number.unwrap_or(*place));
            }
        }
    }
}
