//! What a reader has to know before believing a number of this run.

use super::{Conclusions, FittedWindows, Prepared};
use crate::plan::{Plan, WindowKind};
use crate::record::{Notice, Severity};

/// An audit that finds an inertia this much smaller has found a better optimum, not a rounding error.
const BETTER_OPTIMUM: f64 = 1.0 - 1e-6;

/// The notices of a run, warnings first.
pub(super) fn notices(
    plan: &Plan,
    prepared: &Prepared,
    fitted: &FittedWindows,
    conclusions: &Conclusions,
) -> Vec<Notice> {
    let mut notices = protocol(plan);
    notices.extend(optimum(plan, conclusions));
    notices.extend(windows(fitted, conclusions));
    notices.extend(data(prepared));
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.severity));
    notices
}

fn warning(code: &str, message: String, remedy: &str) -> Notice {
    Notice { severity: Severity::Warning, code: code.to_owned(), message, remedy: remedy.to_owned() }
}

/// What the way of measuring does to the numbers.
fn protocol(plan: &Plan) -> Vec<Notice> {
    if plan.windows.kind != WindowKind::Expanding {
        return Vec::new();
    }
    let message = "Expanding windows grow with time: every customer ages and accumulates in them, so agreement falls even when \
                   no customer changes. This run measures its own protocol as much as the customers.";
    vec![warning(
        "expanding_windows",
        message.to_owned(),
        "Use rolling windows for a decision; keep this run for comparison.",
    )]
}

/// Whether the models are the best there are.
fn optimum(plan: &Plan, conclusions: &Conclusions) -> Vec<Notice> {
    let mut notices = Vec::new();
    let reference = &conclusions.reference;
    if let Some(tie) = reference.near_ties.iter().find(|tie| tie.ari < plan.stability.threshold) {
        notices.push(warning(
            "near_tied_optima",
            format!(
                "Another way to cut the reference customers into {} segments is only {:.2} % worse and agrees with the \
                 chosen one at {:.2}: chance could have picked it.",
                reference.k,
                (tie.inertia_ratio - 1.0) * 100.0,
                tie.ari
            ),
            "Choose another number of segments, or features that separate customers more clearly.",
        ));
    }
    if reference.audit.inertia_ratio < BETTER_OPTIMUM {
        notices.push(warning(
            "audit_found_better",
            format!(
                "The second opinion ({}) found a solution with {:.4} % less inertia than the reference model.",
                reference.audit.engine,
                (1.0 - reference.audit.inertia_ratio) * 100.0
            ),
            "Raise model.restarts and model.confirmations.",
        ));
    }
    if reference.found < plan.model.confirmations && reference.restarts >= plan.model.max_restarts {
        notices.push(warning(
            "optimum_not_confirmed",
            format!(
                "The reference model's solution was found {} times in {} starts; {} were asked for.",
                reference.found, reference.restarts, plan.model.confirmations
            ),
            "Raise model.max_restarts, or choose fewer segments.",
        ));
    }
    let unconverged = conclusions.models.iter().filter(|row| row.segment == 0 && !row.converged).count();
    if unconverged > 0 {
        notices.push(warning(
            "not_converged",
            format!("{unconverged} fits stopped before their labels had settled."),
            "Their inertia is a little above what it could be; report it if it lasts.",
        ));
    }
    notices
}

/// Whether the windows carry a model.
fn windows(fitted: &FittedWindows, conclusions: &Conclusions) -> Vec<Notice> {
    let mut notices = Vec::new();
    let small = conclusions.windows.iter().filter(|row| row.fitted == 0).count();
    if small > 0 {
        notices.push(warning(
            "small_windows",
            format!(
                "{small} windows have fewer than {} customers: they are not fitted and not compared.",
                fitted.min_customers
            ),
            "Lengthen windows.length, or lower model.k or windows.min_customers.",
        ));
    }
    notices.extend(constant_features(conclusions).into_iter().map(|feature| {
        warning(
            "constant_feature",
            format!("Feature {feature} has the same value for all customers of the reference window."),
            "It separates nobody: drop it, or look at its SQL.",
        )
    }));
    notices
}

/// What of the data did not come in.
fn data(prepared: &Prepared) -> Vec<Notice> {
    let note = |code: &str, message: String, remedy: &str| Notice {
        severity: Severity::Info,
        code: code.to_owned(),
        message,
        remedy: remedy.to_owned(),
    };
    let mut notices = prepared
        .schedule
        .left_out
        .iter()
        .map(|left_out| {
            note(
                "window_left_out",
                format!("The window that ends on {} is left out: {}.", left_out.window.end_date(), left_out.shortfall),
                "It comes in with a later run, once the data fill it.",
            )
        })
        .collect::<Vec<_>>();
    let of_orders = prepared.rows.rejected.iter().map(|rejection| rejection.rows).sum::<u64>();
    let of_sources =
        prepared.sources.iter().flat_map(|source| &source.rejected).map(|rejection| rejection.rows).sum::<u64>();
    let rejected = of_orders + of_sources;
    if rejected > 0 {
        let what = if rejected == 1 { "1 row was".to_owned() } else { format!("{rejected} rows were") };
        notices.push(note(
            "rejected_rows",
            format!("{what} rejected; the reasons are listed under data quality."),
            "Look at the samples, and correct them at their source.",
        ));
    }
    notices
}

/// Features that do not vary in the reference window: their scaler has nothing to divide by.
fn constant_features(conclusions: &Conclusions) -> Vec<String> {
    let reference =
        conclusions.models.iter().filter(|row| row.window_end == conclusions.reference.window_end).collect::<Vec<_>>();
    let Some(first) = reference.first() else { return Vec::new() };
    first
        .features
        .iter()
        .enumerate()
        .filter(|(index, feature)| {
            reference.iter().all(|row| {
                row.features.get(*index).is_some_and(|other| (other.scaled - feature.scaled).abs() <= f64::EPSILON)
            })
        })
        .map(|(_, feature)| feature.feature.clone())
        .collect()
}
