output "topic_arn" {
  description = "Topic that alarms are published to"
  value       = aws_sns_topic.alarms.arn
}
