//! What a pipeline becomes.

use super::{FULL, folder, load_text};
use crate::config::load;
use crate::plan::{
    ChoiceRule, ColumnType, Computation, Engine, Missing, Population, Scale, SegmentCount, SegmentRange, SourceFormat,
    Transform, WindowKind,
};

#[test]
fn every_key_reaches_the_plan() {
    let folder = folder(FULL);
    let plan = load(folder.path(), &|_| None).unwrap();
    assert_eq!((plan.name.as_str(), plan.description.as_str()), ("full-pipeline_2", "Every key"));
    assert_eq!(plan.time_zone, chrono_tz::America::Sao_Paulo);
    assert_eq!(plan.folder, folder.path());

    let [source] = plan.sources.as_slice() else { panic!("{:?}", plan.sources) };
    assert_eq!((source.name.as_str(), source.format, source.delimiter), ("sales", Some(SourceFormat::Csv), b';'));
    assert_eq!(source.location.written, "${SALES_DIR:-data}/sales-*.txt");
    assert_eq!(source.location.place.local().unwrap(), folder.path().join("data/sales-*.txt"));
    assert_eq!(source.types["amount"], ColumnType::Decimal { precision: 12, scale: 2 });
    assert_eq!(source.types["born"], ColumnType::Date);
    assert_eq!(source.types.len(), 7);

    assert_eq!((plan.orders.sql.file.as_str(), plan.orders.sql.text.as_str()), ("orders.sql", "SELECT * FROM sales\n"));
    assert_eq!(
        (plan.orders.amounts.clone(), plan.orders.max_rejected),
        (vec!["amount".into(), "freight".into()], 0.05)
    );

    assert_eq!((plan.windows.kind, plan.windows.population), (WindowKind::Expanding, Population::Reference));
    assert_eq!((plan.windows.length.to_string(), plan.windows.step.to_string()), ("52 weeks".into(), "28 days".into()));
    assert_eq!(plan.windows.first_end.unwrap().to_string(), "2024-01-01 06:30:00");
    assert_eq!(plan.windows.min_customers, 500);

    let [monetary, month] = plan.features.as_slice() else { panic!("{:?}", plan.features) };
    assert_eq!(monetary.computation, Computation::Aggregate("sum(amount)".into()));
    assert_eq!(
        (monetary.missing, monetary.transform, monetary.scale),
        (Missing::Value(0.5), Some(Transform::Log1p), Scale::MinMax)
    );
    assert_eq!((monetary.label["en"].as_str(), monetary.label["pt-BR"].as_str()), ("Amount", "Valor"));
    assert!(matches!(&month.computation, Computation::Query(sql) if sql.file == "favourite_month.sql"));
    assert_eq!((month.missing, month.transform, month.scale), (Missing::Drop, None, Scale::Standard));

    let model = plan.model;
    assert_eq!(model.k, SegmentCount::Fixed(7));
    assert_eq!((model.restarts, model.confirmations, model.max_restarts, model.seed), (20, 5, 300, 7));
    assert_eq!(model.engine, Engine::Linfa);
    assert_eq!((plan.stability.threshold, plan.stability.confidence, plan.stability.draws), (0.75, 0.9, 2000));
    assert_eq!((plan.contract.service_level, plan.contract.retrain_cost), (0.9, Some(3000.0)));
    assert_eq!((plan.contract.stale_month_cost, plan.contract.currency.as_str()), (Some(2500.5), "BRL"));
    assert_eq!(plan.report.languages, [crate::language::Language::English]);
}

#[test]
fn features_and_sources_keep_the_order_written() {
    let text = FULL.replace("[orders]", "[sources.a]\npath = \"a.csv\"\n\n[orders]");
    let plan = load_text(text).unwrap();
    assert_eq!(
        plan.features.iter().map(|feature| feature.name.as_str()).collect::<Vec<_>>(),
        ["monetary", "favourite_month"]
    );
    assert_eq!(plan.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>(), ["sales", "a"]);
    assert_eq!(plan.written["features"][1]["name"], "favourite_month");
    assert_eq!(plan.written["sources"][1]["name"], "a");
}

#[test]
fn the_record_holds_sql_texts_and_no_values_of_variables() {
    let folder = folder(FULL);
    let plan = load(folder.path(), &|name| (name == "SALES_DIR").then(|| "/secret".to_owned())).unwrap();
    assert_eq!(plan.sources[0].location.place.local().unwrap().to_str(), Some("/secret/sales-*.txt"));
    let written = plan.written.to_string();
    assert!(!written.contains("secret"), "{written}");
    assert!(!written.contains(folder.path().to_str().unwrap()), "{written}");
    assert_eq!(plan.written["sources"][0]["path"], "${SALES_DIR:-data}/sales-*.txt");
    assert_eq!(plan.written["orders"]["sql"], "SELECT * FROM sales\n");
    assert_eq!(plan.written["features"][1]["query"], "SELECT customer_id, 1 AS value FROM orders\n");
}

#[test]
fn the_step_of_tumbling_windows_is_their_length() {
    let text = FULL.replace("expanding", "tumbling").replace("step = \"28 days\"\n", "");
    let plan = load_text(&text).unwrap();
    assert_eq!(plan.windows.step, plan.windows.length);
    assert_eq!(plan.written["windows"]["step"], "52 weeks");
    load_text(text.replace("[features.monetary]", "step = \"364 days\"\n[features.monetary]")).unwrap();
}

#[test]
fn many_restarts_raise_the_most() {
    let text = FULL.replace("restarts = 20", "restarts = 500").replace("max_restarts = 300\n", "");
    assert_eq!(load_text(text).unwrap().model.max_restarts, 500);
}

#[test]
fn dates_may_be_quoted_or_not_and_have_a_time_or_not() {
    for (written, read) in [
        ("2024-01-01", "2024-01-01 00:00:00"),
        ("\"2024-02-29\"", "2024-02-29 00:00:00"),
        ("2024-01-01 06:30:00", "2024-01-01 06:30:00"),
        ("\"2024-01-01T06:30:00.5\"", "2024-01-01 06:30:00.500"),
    ] {
        let plan = load_text(FULL.replace("2024-01-01T06:30:00", written)).unwrap();
        assert_eq!(plan.windows.first_end.unwrap().to_string(), read);
    }
    for refused in
        ["06:30:00", "\"2024-02-30\"", "2024-01-01T23:59:60", "2024-01-01T00:00:00+01:00", "20240101", "\"\""]
    {
        let problems = load_text(FULL.replace("2024-01-01T06:30:00", refused)).unwrap_err();
        assert_eq!(problems.list[0].key.as_deref(), Some("windows.first_end"), "{refused}");
    }
}

#[test]
fn a_section_in_braces_and_dotted_keys_read_the_same() {
    let headers = "[report]\nlanguages = [\"en\"]\ntemplates = \"templates\"\n";
    let expected = load_text(FULL).unwrap().written;
    for other in [
        "report = { languages = [\"en\"], templates = \"templates\" }\n",
        "report.languages = [\"en\"]\nreport.templates = \"templates\"\n",
    ] {
        let text = format!("{other}{}", FULL.replace(headers, ""));
        assert_eq!(load_text(text).unwrap().written, expected);
    }
}

#[test]
fn a_range_of_k_is_chosen_from_by_stability_unless_said_otherwise() {
    let plan = |k: &str| load_text(FULL.replacen("k = 7", k, 1)).unwrap();
    let range = |min, max, rule| SegmentCount::Chosen(SegmentRange { min, max, rule });
    let by_default = plan("k = { min = 2, max = 10 }");
    assert_eq!(by_default.model.k, range(2, 10, ChoiceRule::Stability));
    assert_eq!(by_default.written["model"]["k"], serde_json::json!({ "min": 2, "max": 10, "choose": "stability" }));
    assert_eq!(plan("k = { max = 5, min = 4, choose = \"knee\" }").model.k, range(4, 5, ChoiceRule::Knee));
    assert_eq!((by_default.model.k.most(), by_default.model.with_k(4).k), (10, 4));
}
