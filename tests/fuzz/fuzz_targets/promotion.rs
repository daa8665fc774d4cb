//! An entry of the registry: refused, or a model that can be restored or is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use segwatch_fuzz::model::Segmentation;
use segwatch_fuzz::record::Promotion;

fuzz_target!(|bytes: &[u8]| {
    let Ok(promotion) = serde_json::from_slice::<Promotion>(bytes) else { return };
    let written = serde_json::to_vec(&promotion).expect("an entry can be written");
    assert_eq!(serde_json::from_slice::<Promotion>(&written).expect("and read again"), promotion);
    drop(promotion.record());
    if let Some(model) = &promotion.model {
        drop(Segmentation::restored(model));
    }
});
